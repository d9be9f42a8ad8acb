package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.questions.Question;
import io.github.flowlog.encode.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All commands that make the database, in an order in which each finds what it needs. */
public final class SetupScript {
    private final List<SetupStep> steps;

    private SetupScript(List<SetupStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The commands for what the user has chosen. */
    public static SetupScript of(SetupOptions options) {
        List<SetupStep> steps = new ArrayList<>();
        for (TableSchema schema : TableSteps.SCHEMAS) {
            steps.addAll(TableSteps.of(schema, options));
        }
        for (Question question : Question.values()) {
            steps.addAll(QuestionSteps.of(question, options));
        }
        return new SetupScript(steps);
    }

    /**
     * The commands that take everything away again; what uses something goes before it.
     *
     * @param options which table
     */
    public static SetupScript removal(SetupOptions options) {
        List<SetupStep> steps = new ArrayList<>();
        for (Question question : Question.values()) {
            String kind = question.isMaterialized() ? "materialized-view " : "function ";
            steps.add(
                    0,
                    new SetupStep(
                            QuestionSteps.title(question),
                            ".drop " + kind + KqlName.of(question.kqlName()) + " ifexists"));
        }
        for (TableSchema schema : TableSteps.SCHEMAS) {
            String table = TableSteps.tableName(schema, options);
            steps.add(new SetupStep(TableSteps.title(table), ".drop table " + KqlName.of(table) + " ifexists"));
        }
        return new SetupScript(steps);
    }

    /** The commands in order. */
    public List<SetupStep> steps() {
        return steps;
    }

    /** The script as it is pasted into a query window: commands parted by blank lines, each below a comment. */
    public String text() {
        return steps.stream()
                .map(step -> SetupStep.comment(step.title()) + "\n" + step.command() + "\n")
                .collect(Collectors.joining("\n"));
    }
}
