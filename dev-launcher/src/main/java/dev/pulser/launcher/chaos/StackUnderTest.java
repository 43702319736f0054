// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.chaos;

import dev.pulser.chaos.nemesis.Part;
import dev.pulser.chaos.nemesis.Parts;
import dev.pulser.launcher.service.Service;
import dev.pulser.launcher.stack.DevLauncher;

/** The parts of a stack, as the nemesis knows them. */
record StackUnderTest(DevLauncher launcher) implements Parts {

    @Override
    public void kill(Part part) {
        find(part).kill();
    }

    @Override
    public void start(Part part) {
        find(part).start();
    }

    @Override
    public long pid(Part part) {
        return find(part).pid();
    }

    @Override
    public boolean answers(Part part) {
        return find(part).ready();
    }

    private dev.pulser.launcher.process.Part find(Part part) {
        return switch (part) {
            case INGEST -> launcher.service(Service.INGEST);
            case ROUTING -> launcher.service(Service.ROUTING);
            case ADAPTERS -> launcher.service(Service.ADAPTERS);
            case TELEMETRY -> launcher.service(Service.TELEMETRY);
            case BROKER -> launcher.kafka();
            case REDIS -> launcher.redis();
            case POSTGRES -> launcher.postgres();
        };
    }
}
