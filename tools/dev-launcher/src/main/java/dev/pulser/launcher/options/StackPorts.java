// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.service.PulserService;
import java.util.List;

/** Ports of the stack, all on the loopback address. */
public record StackPorts(int rest, int routing, int adapters, int telemetry, int kafka, int postgres, int redis) {

    public static final StackPorts DEFAULT = new StackPorts(8000, 8001, 8002, 8003, 19092, 15432, 16379);

    /** Returns seven free ports, for tests. */
    public static StackPorts anyFree() {
        return new StackPorts(
                LoopbackPort.anyFree(),
                LoopbackPort.anyFree(),
                LoopbackPort.anyFree(),
                LoopbackPort.anyFree(),
                LoopbackPort.anyFree(),
                LoopbackPort.anyFree(),
                LoopbackPort.anyFree());
    }

    /** Returns the HTTP port of a service. */
    public int of(PulserService service) {
        return switch (service) {
            case INGEST -> rest;
            case ROUTING -> routing;
            case ADAPTERS -> adapters;
            case TELEMETRY -> telemetry;
        };
    }

    public LoopbackPort forService(PulserService service) {
        return switch (service) {
            case INGEST -> new LoopbackPort(rest, "the REST API", "--port");
            case ROUTING -> new LoopbackPort(routing, "routing-streams", "--routing-port");
            case ADAPTERS -> new LoopbackPort(adapters, "agent-adapters", "--adapters-port");
            case TELEMETRY -> new LoopbackPort(telemetry, "telemetry-streams", "--telemetry-port");
        };
    }

    /** Returns every port with its purpose. */
    public List<LoopbackPort> all() {
        return List.of(
                forService(PulserService.INGEST),
                forService(PulserService.ROUTING),
                forService(PulserService.ADAPTERS),
                forService(PulserService.TELEMETRY),
                forKafka(kafka),
                forPostgres(),
                forRedis());
    }

    public static LoopbackPort forKafka(int port) {
        return new LoopbackPort(port, "Kafka", "--kafka-port");
    }

    public LoopbackPort forPostgres() {
        return new LoopbackPort(postgres, "PostgreSQL", "--postgres-port");
    }

    public LoopbackPort forRedis() {
        return new LoopbackPort(redis, "Redis", "--redis-port");
    }
}
