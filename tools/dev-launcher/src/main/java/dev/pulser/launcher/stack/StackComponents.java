// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.cli.topic.TopicSettings;
import dev.pulser.launcher.embedded.EmbeddedPostgres;
import dev.pulser.launcher.embedded.EmbeddedRedis;
import dev.pulser.launcher.embedded.JvmCommand;
import dev.pulser.launcher.embedded.RedisExecutable;
import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.embedded.kafka.KafkaCluster;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.process.JitMode;
import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.process.StackComponent;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.service.CoverageAgent;
import dev.pulser.launcher.service.PulserService;
import dev.pulser.launcher.service.ServiceJvm;
import dev.pulser.launcher.service.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Components of a stack, assembled and not started. Embedded servers are absent where an external one replaces them. */
record StackComponents(
        List<EmbeddedKafka> brokers,
        Optional<EmbeddedPostgres> postgres,
        Optional<EmbeddedRedis> redis,
        Map<PulserService, ServiceProcess> services,
        StackAddresses addresses,
        ServiceEnvironment environment,
        ProcessWatchdog watchdog) {

    static StackComponents of(StackOptions options, ProjectLayout project, StackFolder folder) {
        var watchdog = ProcessWatchdog.start();
        var secrets = folder.secrets();
        var compilers = compilers();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var programs = options.storage().home().resolve("programs");
        var kafka = absent(options.external().kafka())
                .map(none -> new KafkaCluster(folder.subfolder("kafka"), options.brokerPorts()));
        var broker = new JvmCommand(java, project.libraries(), project.brokerArchive(), compilers);
        var brokers =
                kafka.map(cluster -> brokers(cluster, folder, broker, watchdog)).orElse(List.of());
        var postgres = absent(options.external().postgres())
                .map(none -> new EmbeddedPostgres(
                        options.ports().postgres(),
                        folder.subfolder("postgres"),
                        folder.log("postgres"),
                        programs.resolve("postgres"),
                        secrets.postgres(),
                        watchdog));
        var redis = absent(options.external().redis())
                .map(none -> new EmbeddedRedis(
                        options.ports().redis(),
                        folder.subfolder("redis"),
                        folder.log("redis"),
                        new RedisExecutable(
                                        Optional.ofNullable(System.getenv("PATH"))
                                                .orElse(""),
                                        programs.resolve("redis"))
                                .find(),
                        watchdog));
        var addresses = new StackAddresses(
                options.ports(),
                options.external()
                        .kafka()
                        .or(() -> kafka.map(KafkaCluster::address))
                        .orElseThrow(),
                options.external()
                        .postgres()
                        .or(() -> postgres.map(EmbeddedPostgres::owner))
                        .orElseThrow(),
                options.external()
                        .redis()
                        .or(() -> redis.map(server -> "redis://" + server.address()))
                        .orElseThrow());
        var environment = new ServiceEnvironment(
                addresses,
                secrets,
                postgres.map(EmbeddedPostgres::toolbox),
                project,
                java,
                folder.subfolder("routing-state"),
                overrides(options));
        var services = services(options, project, folder, environment, watchdog);
        return new StackComponents(brokers, postgres, redis, services, addresses, environment, watchdog);
    }

    private static List<EmbeddedKafka> brokers(
            KafkaCluster cluster, StackFolder folder, JvmCommand jvm, ProcessWatchdog watchdog) {
        return cluster.nodes().stream()
                .map(node -> new EmbeddedKafka(
                        cluster, node, folder.log(node == 1 ? "kafka" : "kafka-" + node), jvm, watchdog))
                .toList();
    }

    /** Returns the user's settings; topics that a service creates get the replication of the launcher's topics. */
    private static Map<String, String> overrides(StackOptions options) {
        var settings = new HashMap<String, String>();
        if (!options.additionalBrokers().isEmpty()) {
            settings.put(
                    TopicSettings.REPLICATION,
                    Integer.toString(options.brokerPorts().size()));
        }
        settings.putAll(options.settings());
        return settings;
    }

    private static Map<PulserService, ServiceProcess> services(
            StackOptions options,
            ProjectLayout project,
            StackFolder folder,
            ServiceEnvironment environment,
            ProcessWatchdog watchdog) {
        var coverage = Optional.ofNullable(System.getProperty(CoverageAgent.SETTING))
                .or(() -> Optional.ofNullable(System.getenv(CoverageAgent.SETTING)));
        var jvm = new ServiceJvm(environment.java(), compilers(), CoverageAgent.parse(coverage));
        var services = new EnumMap<PulserService, ServiceProcess>(PulserService.class);
        for (var service : PulserService.values()) {
            var location = new ServiceProcess.Location(
                    options.ports().of(service),
                    project.jarOf(service),
                    folder.subfolder("services").resolve(service.label()),
                    folder.log(service.module()));
            services.put(service, new ServiceProcess(service, location, jvm, environment.of(service), watchdog));
        }
        return services;
    }

    private static JitMode compilers() {
        return LauncherSettings.ofProcess().compilers();
    }

    private static Optional<Boolean> absent(Optional<?> external) {
        return external.isPresent() ? Optional.empty() : Optional.of(true);
    }

    List<StackComponent> infrastructure() {
        return Stream.concat(brokers.stream(), Stream.of(postgres, redis).flatMap(Optional::stream))
                .map(StackComponent.class::cast)
                .toList();
    }

    List<StackComponent> all() {
        var all = new ArrayList<>(infrastructure());
        all.addAll(services.values());
        return List.copyOf(all);
    }
}
