package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.questions.Question;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a database what flow logs need, or says what differs.
 *
 * <p><b>Errors:</b> {@link ClusterException}, also when a table has columns that cannot become ours by appending some.
 * <b>Thread-safety:</b> none.
 */
public final class Setup {
    private static final String CREATED = "created";

    private final Cluster cluster;
    private final SetupOptions options;

    private Setup(Cluster cluster, SetupOptions options) {
        this.cluster = cluster;
        this.options = options;
    }

    /** The set-up of the cluster's database; the table is the one that the options name. */
    public static Setup of(Cluster cluster, SetupOptions options) {
        return new Setup(cluster, options);
    }

    /**
     * Runs every command, after all tables were looked at.
     *
     * @param said hears one line for each thing, once it is done
     */
    public void apply(Consumer<String> said) throws ClusterException {
        Map<String, String> done = new HashMap<>();
        for (TableSchema schema : TableSteps.SCHEMAS) {
            ExistingTable table = read(schema);
            if (table != null && !table.conflict().isEmpty()) {
                throw new ClusterException(sentence(table.conflict()), true, null);
            }
            done.put(TableSteps.title(TableSteps.tableName(schema, options)), done(table));
        }
        Set<String> views = names(".show materialized-views");
        for (Question view : Question.values()) {
            if (view.isMaterialized()) {
                done.put(QuestionSteps.title(view), views.contains(view.kqlName()) ? "found" : CREATED);
            }
        }
        for (SetupStep step : SetupScript.of(options).steps()) {
            String other = step.onlyWithNew();
            if (other.isEmpty() || CREATED.equals(done.get(other))) {
                cluster.manage(step.command());
                said.accept(done.getOrDefault(step.title(), "set") + " " + step.title());
            } else {
                said.accept("kept " + step.title());
            }
        }
    }

    private Set<String> names(String show) throws ClusterException {
        KustoRows rows = cluster.manage(show);
        Set<String> names = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            names.add(rows.text(row, "Name"));
        }
        return names;
    }

    private static String done(@Nullable ExistingTable table) {
        if (table == null) {
            return CREATED;
        }
        String missing = names(table.missingColumns());
        return missing.isEmpty() ? "found" : "appended " + missing + " to";
    }

    private static String names(List<TableColumn> columns) {
        return columns.stream().map(TableColumn::columnName).collect(Collectors.joining(", "));
    }

    /** What differs, one sentence each; empty when nothing does. Encodings and descriptions are not compared. */
    public List<String> differences() throws ClusterException {
        List<String> differences = new ArrayList<>();
        for (TableSchema schema : TableSteps.SCHEMAS) {
            ExistingTable table = read(schema);
            String name = TableSteps.tableName(schema, options);
            if (table == null) {
                differences.add("Table " + name + " is missing.");
            } else if (!table.conflict().isEmpty()) {
                differences.add(sentence(table.conflict()));
            } else {
                compare(schema, table, name, differences);
            }
        }
        compareQuestions(differences);
        return differences;
    }

    private void compareQuestions(List<String> differences) throws ClusterException {
        Set<String> views = names(".show materialized-views");
        Map<String, String> functions = new HashMap<>();
        KustoRows rows = cluster.manage(".show functions");
        for (int row = 0; row < rows.size(); row++) {
            functions.put(rows.text(row, "Name"), plain(rows.text(row, "Body")));
        }
        for (Question question : Question.values()) {
            String name = question.kqlName();
            if (question.isMaterialized() ? !views.contains(name) : !functions.containsKey(name)) {
                differences.add(sentence(QuestionSteps.title(question)) + " is missing.");
            } else if (!question.isMaterialized()
                    && !plain(question.kql(KqlName.of(options.table()))).endsWith(functions.getOrDefault(name, ""))) {
                differences.add("Function " + name + " is another one.");
            }
        }
    }

    /** A cluster tells a function without the blanks that it was written with. */
    private static String plain(String kql) {
        return kql.replaceAll("\\s", "");
    }

    private void compare(TableSchema schema, ExistingTable table, String name, List<String> differences)
            throws ClusterException {
        if (!table.missingColumns().isEmpty()) {
            differences.add("Table " + name + " lacks " + names(table.missingColumns()) + " at its end.");
        }
        if (!table.hasMapping()) {
            differences.add("Table " + name + " lacks mapping " + CsvMapping.NAME + ", or it is another one.");
        }
        boolean rows = schema.equals(TableSchema.FLOW_LOGS);
        Duration retention = rows ? options.chosenRetention() : TableSteps.NAMES_RETENTION;
        if (retention != null) {
            Object policy = table.policy("retention");
            compare("Retention", name, PolicyJson.text(policy, "SoftDeletePeriod"), retention, differences);
        }
        if (rows && options.chosenHot() != null) {
            Object policy = table.policy("caching");
            String span = PolicyJson.text(policy, "DataHotSpan");
            compare(
                    "Hot period",
                    name,
                    span.isEmpty() ? PolicyJson.text(policy, "DataHotSpan", "Value") : span,
                    options.chosenHot(),
                    differences);
        }
        String look = PolicyJson.text(table.policy("merge"), "Lookback", "Kind");
        if (!look.equals("All")) {
            differences.add(
                    "Merge look-back of " + name + " is " + (look.isEmpty() ? "not set" : look) + " and not All.");
        }
        Object batching = table.policy("ingestionbatching");
        if (batching == null || !batching.equals(PolicyJson.read(TableSteps.BATCHING))) {
            differences.add("Batching policy of " + name + " is not " + TableSteps.BATCHING + ".");
        }
    }

    private static void compare(String what, String name, String found, Duration wanted, List<String> differences) {
        if (!found.equals(KqlTimespan.policyText(wanted))) {
            differences.add(what + " of " + name + " is " + (found.isEmpty() ? "not set" : found) + " and not "
                    + KqlTimespan.policyText(wanted) + ".");
        }
    }

    private @Nullable ExistingTable read(TableSchema schema) throws ClusterException {
        return ExistingTable.read(cluster, schema, TableSteps.tableName(schema, options));
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
    }
}
