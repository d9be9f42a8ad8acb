package io.github.flowlog.adx.stand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flowlog.adx.kusto.KustoRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The management commands that the loader and {@code setup} send; others are refused by name. */
final class Commands {
    private static final String NAME = "(\\['[^']+'\\]|\\[\"[^\"]+\"\\]|[\\w-]+)";
    private static final String TEXT = "('(?:[^'\\\\]++|\\\\.)*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"|```.*?```)";
    private static final Pattern COLUMN = Pattern.compile(NAME + "\\s*:\\s*(\\w+)");
    private static final Pattern PROPERTY = Pattern.compile("(folder|docstring)\\s*=\\s*" + TEXT);
    private static final Pattern TAGS = Pattern.compile("tags\\s+(has|!has|contains|!contains)\\s+" + TEXT);

    private final RowStore store;
    private final String database;
    private final Supplier<KustoRows> resources;
    private final Map<String, String> databasePolicies = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();

    private record Command(Pattern pattern, Run run) {}

    private interface Run {
        KustoRows run(Matcher command) throws KustoError, SQLException;
    }

    Commands(RowStore store, String database, Supplier<KustoRows> resources) {
        this.store = store;
        this.database = database;
        this.resources = resources;
        ofTheService();
        ofTables();
        ofMappings();
        ofPolicies();
        ofRows();
        acceptedOnly();
    }

    /** Runs a command, with the query stages behind it. */
    KustoRows run(String text) throws KustoError, SQLException {
        String command = text.strip();
        int pipe = command.startsWith(".show") ? command.indexOf('|') : -1;
        String alone = pipe < 0 ? command : command.substring(0, pipe).strip();
        for (Command each : commands) {
            Matcher matcher = each.pattern().matcher(alone);
            if (matcher.matches()) {
                KustoRows rows = each.run().run(matcher);
                return pipe < 0 ? rows : store.query(rows, command.substring(pipe));
            }
        }
        throw KqlTokens.unknown(command);
    }

    private void on(String pattern, Run run) {
        String words = pattern.replace("<name>", NAME).replace("<text>", TEXT).replace(" ", "\\s+");
        commands.add(new Command(Pattern.compile(words, Pattern.DOTALL), run));
    }

    private void ofTheService() {
        on("\\.(?:show|get) ingestion resources", c -> resources.get());
        on("\\.get kusto identity token", c -> rows("AuthorizationContext", row("identity-of-the-stand")));
        on(
                "\\.show version",
                c -> rows("BuildVersion,BuildTime,ServiceType,ProductVersion", row("1.0", "", "Engine", "the stand")));
        on("\\.show databases?", c -> rows("DatabaseName", row(database)));
        on(
                "\\.show database <name> principals",
                c -> rows("Role,PrincipalType,PrincipalDisplayName", row("Database Admin", "AAD User", "stand")));
        on("\\.show functions", c -> rows("Name,Parameters,Body,Folder,DocString"));
        on("\\.show materialized-views", c -> rows("Name,SourceTable,Query"));
    }

    private void ofTables() {
        on("\\.show tables", c -> {
            List<List<@Nullable Object>> found = new ArrayList<>();
            store.tables().forEach(table -> found.add(row(table.name, database, table.folder, table.docString)));
            return rows("TableName,DatabaseName,Folder,DocString", found);
        });
        on("\\.show (?:table <name>|tables) details", c -> {
            List<List<@Nullable Object>> found = new ArrayList<>();
            for (KustoTable table : c.group(1) == null ? store.tables() : List.of(store.table(name(c, 1)))) {
                found.add(row(
                        table.name,
                        database,
                        table.folder,
                        table.docString,
                        policy(table.policies, "retention"),
                        policy(table.policies, "caching"),
                        policy(table.policies, "merge")));
            }
            return rows("TableName,DatabaseName,Folder,DocString,RetentionPolicy,CachingPolicy,MergePolicy", found);
        });
        on("\\.show table <name> cslschema", c -> {
            KustoTable table = store.table(name(c, 1));
            return rows(
                    "TableName,Schema,DatabaseName,Folder,DocString",
                    row(table.name, table.cslSchema(), database, table.folder, table.docString));
        });
        on("\\.show table <name> schema as json", c -> {
            KustoTable table = store.table(name(c, 1));
            ObjectNode schema = KustoTable.JSON.createObjectNode().put("Name", table.name);
            table.columns.forEach((column, type) -> schema.withArray("OrderedColumns")
                    .addObject()
                    .put("Name", column)
                    .put("CslType", type));
            return rows(
                    "TableName,Schema,DatabaseName,Folder,DocString",
                    row(table.name, schema.toString(), database, table.folder, table.docString));
        });
        on("\\.(?:create-merge|create|alter-merge) table <name>\\s*\\((.*?)\\)(?: with\\s*\\((.*)\\))?", c -> {
            Map<String, String> columns = new LinkedHashMap<>();
            for (Matcher column = COLUMN.matcher(c.group(2)); column.find(); ) {
                columns.put(plain(column.group(1)), column.group(2));
            }
            KustoTable table = store.merge(name(c, 1), columns);
            for (Matcher property = PROPERTY.matcher(c.group(3) == null ? "" : c.group(3)); property.find(); ) {
                if (property.group(1).equals("folder")) {
                    table.folder = KqlTokens.unquoted(property.group(2));
                } else {
                    table.docString = KqlTokens.unquoted(property.group(2));
                }
            }
            return rows("TableName,Schema", row(table.name, table.cslSchema()));
        });
        on("\\.drop table <name>( ifexists)?", c -> {
            if (c.group(2) == null || store.find(name(c, 1)) != null) {
                store.drop(name(c, 1));
            }
            return rows("TableName,DatabaseName");
        });
    }

    private void ofMappings() {
        on("\\.(?:create|alter|create-or-alter) table <name> ingestion csv mapping <text> <text>", c -> {
            KustoTable table = store.table(name(c, 1));
            String mapping = text(c.group(3));
            if (!KustoTable.parsed(mapping).isArray()) {
                throw KustoError.badRequest("a mapping is a JSON array, not " + mapping);
            }
            table.mappings.put(text(c.group(2)), mapping);
            return rows("Name,Kind,Mapping", row(text(c.group(2)), "Csv", mapping));
        });
        on("\\.show table <name> ingestion (?:csv )?mappings", c -> {
            List<List<@Nullable Object>> found = new ArrayList<>();
            KustoTable table = store.table(name(c, 1));
            table.mappings.forEach((name, mapping) -> found.add(row(name, "Csv", mapping)));
            return rows("Name,Kind,Mapping", found);
        });
        on("\\.drop table <name> ingestion csv mapping <text>", c -> {
            store.table(name(c, 1)).mappings.remove(text(c.group(2)));
            return rows("Name,Kind,Mapping");
        });
    }

    private void ofPolicies() {
        String columns = "PolicyName,EntityName,Policy,ChildEntities,EntityType";
        on("\\.show table <name> policy <name>", c -> {
            String policy = policy(store.table(name(c, 1)).policies, c.group(2));
            return rows(columns, row(c.group(2), "[" + database + "].[" + name(c, 1) + "]", policy, "", "Table"));
        });
        on("\\.show database <name> policy <name>", c -> {
            String policy = policy(databasePolicies, c.group(2));
            return rows(columns, row(c.group(2), "[" + database + "]", policy, "", "Database"));
        });
        on("\\.alter table <name> policy <name> <text>", c -> {
            String policy = text(c.group(3));
            KustoTable.parsed(policy);
            store.table(name(c, 1)).policies.put(c.group(2), policy);
            return rows(columns, row(c.group(2), name(c, 1), policy, "", "Table"));
        });
        on("\\.alter database <name> policy <name> <text>", c -> {
            KustoTable.parsed(text(c.group(3)));
            databasePolicies.put(c.group(2), text(c.group(3)));
            return rows(columns, row(c.group(2), database, text(c.group(3)), "", "Database"));
        });
        on("\\.alter-merge table <name> policy <name> <text>", c -> {
            Map<String, String> policies = store.table(name(c, 1)).policies;
            JsonNode merged = KustoTable.parsed(policies.getOrDefault(c.group(2), "{}"));
            JsonNode given = KustoTable.parsed(text(c.group(3)));
            if (merged instanceof ObjectNode object && given instanceof ObjectNode changes) {
                object.setAll(changes);
                policies.put(c.group(2), object.toString());
            } else {
                policies.put(c.group(2), given.toString());
            }
            return rows(columns, row(c.group(2), name(c, 1), policies.get(c.group(2)), "", "Table"));
        });
        on("\\.alter(?:-merge)? table <name> policy retention softdelete\\s*=\\s*(\\w+)(?: recoverability.*)?", c -> {
            ObjectNode policy = KustoTable.JSON
                    .createObjectNode()
                    .put("SoftDeletePeriod", KustoTime.text(KustoTime.span(c.group(2))))
                    .put("Recoverability", "Enabled");
            store.table(name(c, 1)).policies.put("retention", policy.toString());
            return rows(columns, row("RetentionPolicy", name(c, 1), policy.toString(), "", "Table"));
        });
        on("\\.alter table <name> policy caching hot\\s*=\\s*(\\w+)", c -> {
            String span = KustoTime.text(KustoTime.span(c.group(2)));
            ObjectNode policy =
                    KustoTable.JSON.createObjectNode().put("DataHotSpan", span).put("IndexHotSpan", span);
            store.table(name(c, 1)).policies.put("caching", policy.toString());
            return rows(columns, row("CachingPolicy", name(c, 1), policy.toString(), "", "Table"));
        });
        on("\\.delete table <name> policy <name>", c -> {
            store.table(name(c, 1)).policies.remove(c.group(2));
            return rows(columns);
        });
    }

    private void ofRows() {
        on("\\.show table <name> extents(?: where (.*))?", c -> {
            List<List<@Nullable Object>> found = new ArrayList<>();
            for (RowStore.Extent extent : store.visibleExtents(name(c, 1))) {
                String tags = String.join("\r\n", extent.tags());
                if (c.group(2) == null || matches(c.group(2), extent.tags())) {
                    found.add(row(
                            extent.uuid().toString(),
                            database,
                            name(c, 1),
                            extent.created().toString(),
                            extent.rows(),
                            tags));
                }
            }
            return rows("ExtentId,DatabaseName,TableName,MinCreatedOn,RowCount,Tags", found);
        });
        on("\\.delete table <name> records(?: with\\s*\\([^)]*\\))?\\s*<\\|(.*)", c -> {
            long deleted = store.delete(name(c, 1), c.group(2));
            return rows("Deleted", row(deleted));
        });
        on("\\.clear table <name> data", c -> {
            store.delete(name(c, 1), c.group(1));
            return rows("Deleted");
        });
    }

    /** Objects and policies that change nothing which the stand plays. */
    private void acceptedOnly() {
        on("\\.alter(?:-merge)? (?:table|column) <name>(?:\\.<name>)? policy encoding .*", c -> rows("PolicyName"));
        on("\\.alter(?:-merge)? table <name> column-docstrings\\s*\\(.*\\)", c -> rows("TableName"));
        on("\\.alter table <name> (?:folder|docstring) <text>", c -> rows("TableName"));
        on("\\.(?:create-or-alter|create|alter) function .*", c -> rows("Name"));
        on("\\.(?:create-or-alter|create|alter) (?:ifnotexists |async )*materialized-view .*", c -> rows("Name"));
        on("\\.alter(?:-merge)? materialized-view .*", c -> rows("PolicyName"));
    }

    private static boolean matches(String condition, List<String> tags) throws KustoError {
        for (String part : condition.split(" and ", -1)) {
            Matcher matcher = TAGS.matcher(part.strip());
            if (!matcher.matches()) {
                throw KqlTokens.unknown("where " + part);
            }
            String wanted = text(matcher.group(2));
            boolean exact = matcher.group(1).endsWith("has");
            boolean found = tags.stream().anyMatch(tag -> exact ? tag.equals(wanted) : tag.contains(wanted));
            if (found == matcher.group(1).startsWith("!")) {
                return false;
            }
        }
        return true;
    }

    private static String policy(Map<String, String> policies, String name) {
        return policies.getOrDefault(name, "null");
    }

    private static String name(Matcher command, int group) {
        return plain(command.group(group));
    }

    private static String plain(String name) {
        return name.startsWith("[") ? name.substring(2, name.length() - 2) : name;
    }

    private static String text(String literal) {
        return literal.startsWith("```") ? literal.substring(3, literal.length() - 3) : KqlTokens.unquoted(literal);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    static KustoRows rows(String columns, List<@Nullable Object> row) {
        return new KustoRows(columns(columns), List.of(row));
    }

    private static KustoRows rows(String columns) {
        return new KustoRows(columns(columns), List.of());
    }

    private static KustoRows rows(String columns, Iterable<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        rows.forEach(all::add);
        return new KustoRows(columns(columns), all);
    }

    private static List<KustoRows.Column> columns(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> new KustoRows.Column(name, name.equals("RowCount") ? "long" : "string"))
                .toList();
    }
}
