// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.EmbeddedPostgres;
import dev.pulser.launcher.embedded.EmbeddedRedis;
import dev.pulser.launcher.embedded.JvmCommand;
import dev.pulser.launcher.embedded.RedisProgram;
import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.embedded.kafka.KafkaCluster;
import dev.pulser.launcher.process.Compilers;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.process.Reaper;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.service.CoverageAgent;
import dev.pulser.launcher.service.Service;
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

/** Everything a stack consists of, put together and not yet started. Empty where the user brings an own one. */
record StackParts(
        List<EmbeddedKafka> brokers,
        Optional<EmbeddedPostgres> postgres,
        Optional<EmbeddedRedis> redis,
        Map<Service, ServiceProcess> services,
        StackAddresses addresses,
        ServiceSettings settings,
        Reaper reaper) {

    static StackParts of(StackOptions options, ProjectHome project, StackFolder folder) {
        var reaper = Reaper.start();
        var secrets = folder.secrets();
        var compilers = compilers();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var binaries = options.home().resolve("programs");
        var kafka = absent(options.kafka()).map(none -> new KafkaCluster(folder.part("kafka"), options.brokers()));
        var broker = new JvmCommand(java, project.libraries(), project.brokerArchive(), compilers);
        var brokers =
                kafka.map(cluster -> brokers(cluster, folder, broker, reaper)).orElse(List.of());
        var postgres = absent(options.postgres())
                .map(none -> new EmbeddedPostgres(
                        options.ports().postgres(),
                        folder.part("postgres"),
                        folder.log("postgres"),
                        binaries.resolve("postgres"),
                        secrets.postgres(),
                        reaper));
        var redis = absent(options.redis())
                .map(none -> new EmbeddedRedis(
                        options.ports().redis(),
                        folder.part("redis"),
                        folder.log("redis"),
                        new RedisProgram(
                                        Optional.ofNullable(System.getenv("PATH"))
                                                .orElse(""),
                                        binaries.resolve("redis"))
                                .find(),
                        reaper));
        var addresses = new StackAddresses(
                options.ports(),
                options.kafka().or(() -> kafka.map(KafkaCluster::address)).orElseThrow(),
                options.postgres()
                        .or(() -> postgres.map(EmbeddedPostgres::owner))
                        .orElseThrow(),
                options.redis()
                        .or(() -> redis.map(part -> "redis://" + part.address()))
                        .orElseThrow());
        var settings = new ServiceSettings(
                addresses,
                secrets,
                postgres.map(EmbeddedPostgres::toolbox),
                project,
                java,
                folder.part("routing-state"),
                ownSettings(options));
        var services = services(options, project, folder, settings, reaper);
        return new StackParts(brokers, postgres, redis, services, addresses, settings, reaper);
    }

    private static List<EmbeddedKafka> brokers(
            KafkaCluster cluster, StackFolder folder, JvmCommand jvm, Reaper reaper) {
        return cluster.nodes().stream()
                .map(node -> new EmbeddedKafka(
                        cluster, node, folder.log(node == 1 ? "kafka" : "kafka-" + node), jvm, reaper))
                .toList();
    }

    /** What a service makes itself has as many replicas as what the launcher makes. */
    private static Map<String, String> ownSettings(StackOptions options) {
        var settings = new HashMap<String, String>();
        if (!options.moreBrokers().isEmpty()) {
            settings.put(
                    LauncherSettings.REPLICATION,
                    Integer.toString(options.brokers().size()));
        }
        settings.putAll(options.settings());
        return settings;
    }

    private static Map<Service, ServiceProcess> services(
            StackOptions options, ProjectHome project, StackFolder folder, ServiceSettings settings, Reaper reaper) {
        var coverage = Optional.ofNullable(System.getProperty(CoverageAgent.SETTING))
                .or(() -> Optional.ofNullable(System.getenv(CoverageAgent.SETTING)));
        var jvm = new ServiceJvm(settings.java(), compilers(), CoverageAgent.parse(coverage));
        var services = new EnumMap<Service, ServiceProcess>(Service.class);
        for (var service : Service.values()) {
            var site = new ServiceProcess.Site(
                    options.ports().of(service),
                    project.jarOf(service),
                    folder.part("services").resolve(service.label()),
                    folder.log(service.module()));
            services.put(service, new ServiceProcess(service, site, jvm, settings.of(service), reaper));
        }
        return services;
    }

    private static Compilers compilers() {
        return new LauncherSettings(System.getenv()).compilers();
    }

    private static Optional<Boolean> absent(Optional<?> own) {
        return own.isPresent() ? Optional.empty() : Optional.of(true);
    }

    List<Part> infrastructure() {
        return Stream.concat(brokers.stream(), Stream.of(postgres, redis).flatMap(Optional::stream))
                .map(Part.class::cast)
                .toList();
    }

    List<Part> all() {
        var all = new ArrayList<>(infrastructure());
        all.addAll(services.values());
        return List.copyOf(all);
    }
}
