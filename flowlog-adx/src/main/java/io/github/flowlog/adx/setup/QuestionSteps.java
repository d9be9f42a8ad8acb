package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.questions.Question;
import java.time.Duration;
import java.util.List;

/** The commands that make a function, or a view with policies of its own. */
final class QuestionSteps {
    private static final Duration HOURLY_RETENTION = Duration.ofDays(400);
    private static final Duration DAILY_RETENTION = Duration.ofDays(1826);

    private QuestionSteps() {}

    static List<SetupStep> of(Question question, SetupOptions options) {
        SetupStep create = new SetupStep(title(question), question.kql(KqlName.of(options.table())));
        if (!question.isMaterialized()) {
            return List.of(create);
        }
        Duration retention = question == Question.FLOWS_HOURLY ? HOURLY_RETENTION : DAILY_RETENTION;
        return List.of(
                create,
                new SetupStep(
                                "retention policy of " + question.kqlName(),
                                ".alter-merge materialized-view " + question.kqlName()
                                        + " policy retention softdelete = " + KqlTimespan.literal(retention))
                        .onlyWithNew(create.title()));
    }

    /** The title of the step that makes it. */
    static String title(Question question) {
        return (question.isMaterialized() ? "view " : "function ") + question.kqlName();
    }
}
