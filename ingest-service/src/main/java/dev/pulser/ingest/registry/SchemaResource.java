// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.registry;

import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The built-in schemas under the paths of a Confluent registry, read only, so that a Kafka UI pointed here can decode
 * every topic.
 */
@Path("/")
@Tag(name = "schemas")
@Produces({"application/json", "application/vnd.schemaregistry.v1+json"})
public class SchemaResource {

    private final Subjects subjects;

    SchemaResource(Subjects subjects) {
        this.subjects = subjects;
    }

    /** A schema by the id in its records. */
    @GET
    @Path("schemas/ids/{id}")
    @Operation(operationId = "get-schema", summary = "A schema by the id in its records")
    public SchemaText schema(@RestPath String id) {
        return subjects.schema(id).map(SchemaText::new).orElseThrow(() -> unknown("schema", id));
    }

    /** One for every topic. */
    @GET
    @Path("subjects")
    @Operation(operationId = "list-subjects", summary = "One subject for every topic")
    public List<String> subjects() {
        return subjects.names();
    }

    /** Each subject has one version. */
    @GET
    @Path("subjects/{subject}/versions")
    @Operation(operationId = "list-versions", summary = "The versions of a subject: one")
    public List<Integer> versions(@RestPath String subject) {
        return List.of(find(subject, "latest").version());
    }

    /** The schema of a subject. */
    @GET
    @Path("subjects/{subject}/versions/{version}")
    @Operation(operationId = "get-version", summary = "The schema of a subject")
    public Subjects.Entry version(@RestPath String subject, @RestPath String version) {
        return find(subject, version);
    }

    private Subjects.Entry find(String subject, String version) {
        if (!version.equals("latest") && !version.equals("1") && !version.equals("-1")) {
            throw unknown("version", version);
        }
        return subjects.find(subject).orElseThrow(() -> unknown("subject", subject));
    }

    private static ProblemException unknown(String what, String name) {
        return new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "there is no %s %s".formatted(what, TaskRules.shown(name))));
    }

    /** As the registry's clients expect it. */
    public record SchemaText(String schema) {}
}
