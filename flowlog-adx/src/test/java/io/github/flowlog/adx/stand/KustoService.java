package io.github.flowlog.adx.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.flowlog.adx.kusto.KustoRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP endpoints of an engine: what the SDK asks for, in the forms that it reads. */
final class KustoService implements Door.Service {
    private static final String AUTH_METADATA = """
            {"AzureAD":{"LoginEndpoint":"https://login.microsoftonline.com","LoginMfaRequired":false,
            "KustoClientAppId":"db662dc1-0cfe-4e1c-a843-19a68e65be58",
            "KustoClientRedirectUri":"https://microsoft/kustoclient",
            "KustoServiceResourceId":"https://kusto.kusto.windows.net",
            "FirstPartyAuthorityUrl":"https://login.microsoftonline.com/common"}}""";

    private final RowStore store;
    private final Commands commands;
    private final String database;

    KustoService(RowStore store, Commands commands, String database) {
        this.store = store;
        this.commands = commands;
        this.database = database;
    }

    @Override
    public Door.Request request(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        JsonNode json = body.startsWith("{") ? KustoTable.JSON.readTree(body) : KustoTable.JSON.createObjectNode();
        String csl = json.path("csl").asText();
        return new Door.Request() {
            @Override
            public String text() {
                return method + " " + exchange.getRequestURI() + " " + csl;
            }

            @Override
            public Door.Reply run() throws IOException {
                try {
                    return Replies.text(
                            200,
                            "application/json; charset=utf-8",
                            answer(path, json.path("db").asText(), csl));
                } catch (KustoError e) {
                    return Replies.text(e.status(), "application/json; charset=utf-8", error(e));
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private String answer(String path, String db, String csl) throws KustoError, SQLException {
        if (path.equals("/v1/rest/auth/metadata")) {
            return AUTH_METADATA;
        }
        boolean command = path.equals("/v1/rest/mgmt");
        if (!command && !path.equals("/v1/rest/query") && !path.equals("/v2/rest/query")) {
            throw new KustoError(404, "NotFound", "the stand has no endpoint " + path);
        }
        if (!db.equals(database) && !db.equals("NetDefaultDb")) {
            throw new KustoError(400, "BadRequest_DatabaseNotExist", "Database '" + db + "' could not be found.");
        }
        if (command) {
            return version1(commands.run(csl)).toString();
        }
        KustoRows rows = store.query(csl);
        return path.startsWith("/v2")
                ? version2(rows).toString()
                : version1(rows).toString();
    }

    private static ObjectNode version1(KustoRows rows) {
        ObjectNode answer = KustoTable.JSON.createObjectNode();
        ObjectNode table = answer.putArray("Tables").addObject().put("TableName", "Table_0");
        fill(table, rows);
        return answer;
    }

    private static ArrayNode version2(KustoRows rows) {
        ArrayNode frames = KustoTable.JSON.createArrayNode();
        frames.addObject()
                .put("FrameType", "DataSetHeader")
                .put("IsProgressive", false)
                .put("Version", "v2.0");
        fill(table(frames, 0, "QueryProperties"), new KustoRows(List.of(), List.of()));
        fill(table(frames, 1, "PrimaryResult"), rows);
        fill(table(frames, 2, "QueryCompletionInformation"), new KustoRows(List.of(), List.of()));
        frames.addObject()
                .put("FrameType", "DataSetCompletion")
                .put("HasErrors", false)
                .put("Cancelled", false);
        return frames;
    }

    private static ObjectNode table(ArrayNode frames, int id, String kind) {
        return frames.addObject()
                .put("FrameType", "DataTable")
                .put("TableId", id)
                .put("TableKind", kind)
                .put("TableName", kind);
    }

    private static void fill(ObjectNode table, KustoRows rows) {
        ArrayNode columns = table.putArray("Columns");
        rows.columns()
                .forEach(column ->
                        columns.addObject().put("ColumnName", column.name()).put("ColumnType", column.type()));
        ArrayNode values = table.putArray("Rows");
        for (List<@Nullable Object> row : rows.rows()) {
            ArrayNode cells = values.addArray();
            row.forEach(cells::addPOJO);
        }
    }

    @Override
    public Door.Reply error(int status, String code) {
        return Replies.text(
                status, "application/json; charset=utf-8", error(new KustoError(status, code, "played by the stand")));
    }

    private static String error(KustoError e) {
        ObjectNode answer = KustoTable.JSON.createObjectNode();
        answer.putObject("error")
                .put("code", e.code())
                .put("message", "Request is invalid and cannot be executed.")
                .put("@type", "Kusto.Data.Exceptions.KustoServiceException")
                .put("@message", e.getMessage())
                .put("@permanent", e.permanent())
                .putObject("@context");
        return answer.toString();
    }
}
