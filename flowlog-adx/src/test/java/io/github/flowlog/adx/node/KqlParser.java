package io.github.flowlog.adx.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Microsoft's KQL parser, in one node process for all tests.
 *
 * <p>A test class with {@code @ExtendWith(KqlParser.Extension.class)} gets it as a parameter.
 */
public final class KqlParser implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Writer requests;
    private final BufferedReader answers;

    private KqlParser(Process process) {
        this.requests = new BufferedWriter(process.outputWriter(UTF_8));
        this.answers = process.inputReader(UTF_8);
    }

    /**
     * What the parser has against a text.
     *
     * @param code Microsoft's, or UnknownCommand or PartialCommand
     * @param start index of the first character that is wrong
     * @param message what is wrong
     */
    public record Problem(String code, int start, String message) {}

    static KqlParser start(NodeProject project) throws IOException {
        return new KqlParser(project.node("kql-parser.js")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * What is wrong with one query or command.
     *
     * @param schema the commands that made the database, in order; those that define no table, view or function change nothing
     */
    public List<Problem> problems(List<String> schema, String text) throws IOException {
        return read(answer(request(schema, "problems", text)));
    }

    /** The columns of the answer to a query, each as {@code name:type}. */
    public List<String> columns(List<String> schema, String query) throws IOException {
        return texts(answer(request(schema, "columns", query)));
    }

    /** What a query, or the query inside a command, reads, keeps and counts; kql-shape.js says how. */
    public List<String> shape(List<String> schema, String text) throws IOException {
        return texts(answer(request(schema, "shape", text)));
    }

    private synchronized String answer(String request) throws IOException {
        requests.write(request);
        requests.write('\n');
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the KQL parser has ended with the question " + request);
        }
        return answer;
    }

    private static List<String> texts(String answer) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getText());
            }
        }
        return texts;
    }

    private static String request(List<String> schema, String ask, String text) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeFieldName("schema");
            json.writeArray(schema.toArray(String[]::new), 0, schema.size());
            json.writeStringField("ask", ask);
            json.writeStringField("text", text);
            json.writeEndObject();
        }
        return line.toString();
    }

    private static List<Problem> read(String answer) throws IOException {
        List<Problem> problems = new ArrayList<>();
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                problems.add(problem(json));
            }
        }
        return problems;
    }

    private static Problem problem(JsonParser json) throws IOException {
        String code = "";
        int start = -1;
        String message = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "code" -> code = json.getText();
                case "start" -> start = json.getIntValue();
                default -> message = json.getText();
            }
        }
        return new Problem(code, start, message);
    }

    /** The program ends with its input. */
    @Override
    public void close() throws IOException {
        requests.close();
    }

    /** Starts the parser when a test class first needs it, and ends it behind the last one. */
    public static final class Extension implements BeforeAllCallback, ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(KqlParser.class);

        @Override
        public void beforeAll(ExtensionContext context) throws Exception {
            ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
            if (store.get(KqlParser.class) == null) {
                store.put(KqlParser.class, start(NodeProject.install()));
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == KqlParser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(NAMESPACE).get(KqlParser.class);
        }
    }
}
