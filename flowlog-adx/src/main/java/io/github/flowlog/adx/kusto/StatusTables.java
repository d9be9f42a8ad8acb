package io.github.flowlog.adx.kusto;

import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableServiceException;
import io.github.flowlog.adx.storage.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables in which a cluster tells what became of blobs that it was to ingest. */
final class StatusTables {
    private static final int RETRIES = 1;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private StatusTables() {}

    /**
     * Looks a blob up.
     *
     * @param urls the tables, with their signatures
     */
    static QueuedState state(List<String> urls, UUID sourceId, HttpClient http) {
        for (String url : urls) {
            try {
                TableEntity entity = table(url, http).getEntity(sourceId.toString(), sourceId.toString());
                return state(entity.getProperties());
            } catch (TableServiceException answer) {
                if (answer.getResponse() == null || answer.getResponse().getStatusCode() != 404) {
                    throw answer;
                }
            }
        }
        return new QueuedState(QueuedState.Kind.PENDING, "");
    }

    private static TableClient table(String url, HttpClient http) {
        int query = url.indexOf('?');
        int name = url.lastIndexOf('/', query);
        return new TableClientBuilder()
                .endpoint(url.substring(0, name))
                .tableName(url.substring(name + 1, query))
                .sasToken(url.substring(query + 1))
                .configuration(Configuration.NONE)
                .httpClient(http)
                .retryOptions(new RetryOptions(new FixedDelayOptions(RETRIES, PAUSE)))
                .buildClient();
    }

    private static QueuedState state(Map<String, Object> properties) {
        String status = text(properties, "Status");
        String code = text(properties, "ErrorCode");
        String details = Redaction.text(text(properties, "Details"));
        String message =
                code.isEmpty() || details.contains(code) ? details : code + (details.isEmpty() ? "" : ": " + details);
        return switch (status) {
            case "Succeeded" -> new QueuedState(QueuedState.Kind.SUCCEEDED, "");
            case "Skipped" -> new QueuedState(QueuedState.Kind.SKIPPED, "");
            case "Failed", "PartiallySucceeded" ->
                new QueuedState(
                        text(properties, "FailureStatus").equals("Permanent")
                                ? QueuedState.Kind.FAILED_FOR_GOOD
                                : QueuedState.Kind.FAILED,
                        message.isEmpty() ? "the cluster gives no reason" : message);
            default -> new QueuedState(QueuedState.Kind.PENDING, "");
        };
    }

    private static String text(Map<String, Object> properties, String name) {
        Object value = properties.get(name);
        return value == null ? "" : value.toString();
    }
}
