// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.registry;

import dev.pulser.contract.text.Excerpt;
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
 * REST resource that serves the built-in schemas read-only under the paths of the Confluent Schema Registry, so that
 * Kafka UIs can decode every topic.
 */
@Path("/")
@Tag(name = "schemas")
@Produces({"application/json", "application/vnd.schemaregistry.v1+json"})
public class SchemaResource {

    private final SchemaSubjects subjects;

    SchemaResource(SchemaSubjects subjects) {
        this.subjects = subjects;
    }

    /** Returns a schema by the id in its records. */
    @GET
    @Path("schemas/ids/{id}")
    @Operation(operationId = "get-schema", summary = "Returns a schema by its id")
    public SchemaText schema(@RestPath String id) {
        return subjects.schema(id).map(SchemaText::new).orElseThrow(() -> unknown("schema", id));
    }

    /** Returns one subject per topic. */
    @GET
    @Path("subjects")
    @Operation(operationId = "list-subjects", summary = "Lists the subjects")
    public List<String> subjects() {
        return subjects.names();
    }

    /** Returns the only version of a subject. */
    @GET
    @Path("subjects/{subject}/versions")
    @Operation(operationId = "list-versions", summary = "Lists the versions of a subject")
    public List<Integer> versions(@RestPath String subject) {
        return List.of(find(subject, "latest").version());
    }

    /** Returns the schema of a subject. */
    @GET
    @Path("subjects/{subject}/versions/{version}")
    @Operation(operationId = "get-version", summary = "Returns the schema of a subject")
    public SchemaSubjects.Entry version(@RestPath String subject, @RestPath String version) {
        return find(subject, version);
    }

    private SchemaSubjects.Entry find(String subject, String version) {
        if (!version.equals("latest") && !version.equals("1") && !version.equals("-1")) {
            throw unknown("version", version);
        }
        return subjects.find(subject).orElseThrow(() -> unknown("subject", subject));
    }

    private static ProblemException unknown(String what, String name) {
        return new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "The %s %s does not exist.".formatted(what, Excerpt.escaped(name))));
    }

    /** Response body of the registry API. */
    public record SchemaText(String schema) {}
}
