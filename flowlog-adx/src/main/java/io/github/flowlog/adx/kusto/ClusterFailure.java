package io.github.flowlog.adx.kusto;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.fasterxml.jackson.core.JacksonException;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import com.microsoft.azure.kusto.data.exceptions.DataWebException;
import com.microsoft.azure.kusto.data.exceptions.KustoServiceQueryError;
import com.microsoft.azure.kusto.data.exceptions.OneApiError;
import com.microsoft.azure.kusto.data.exceptions.ThrottleException;
import com.microsoft.azure.kusto.data.exceptions.WebException;
import io.github.flowlog.adx.storage.Redaction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What a failure of the SDK means to the one who asked, in a sentence without secrets. */
final class ClusterFailure {
    private static final Pattern MISSING_DATABASE = Pattern.compile("DatabaseNot(Exist|Found)");
    private static final Pattern MISSING_ENTITY = Pattern.compile("of kind 'Database' (was not found|does not exist)");

    private final ClusterAddress address;
    private final ClusterRequest request;
    private final List<Throwable> chain = new ArrayList<>();

    private ClusterFailure(ClusterAddress address, ClusterRequest request, Throwable failure) {
        this.address = address;
        this.request = request;
        for (Throwable cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
    }

    /**
     * Explains a failure.
     *
     * @param request what was asked for
     */
    static ClusterException explain(ClusterAddress address, ClusterRequest request, Throwable failure) {
        return new ClusterFailure(address, request, failure).explained();
    }

    private ClusterException explained() {
        if (first(ClientAuthenticationException.class).isPresent()) {
            return permanent("Cannot sign in to cluster " + address.host()
                    + " with Microsoft Entra ID; run az login, or give this process a managed identity or the AZURE_CLIENT_ID,"
                    + " AZURE_TENANT_ID and AZURE_CLIENT_SECRET of an application.");
        }
        if (first(UnknownHostException.class).isPresent()
                || first(UnresolvedAddressException.class).isPresent()) {
            return passing("There is no host " + address.host()
                    + ", or the network does not find it; check the name of the cluster.");
        }
        int status = status();
        if (status == 429 || first(ThrottleException.class).isPresent()) {
            return passing("Cluster " + address.host() + " is too busy to " + request.verb()
                    + " (throttled, status 429); wait, or give it more instances.");
        }
        if (first(HttpResponseException.class).isPresent()) {
            return passing(
                    status >= 400 && status < 500
                            ? "The storage of cluster " + address.host() + " does not let it " + request.verb()
                                    + " (status " + status + "); the same again asks for new access."
                            : "The storage of cluster " + address.host() + " failed when it was to " + request.verb()
                                    + " (status " + status + "); the same again may go better.");
        }
        if (status == 401) {
            return permanent("Cluster " + address.host() + " does not accept the sign-in (status 401" + said()
                    + "); run az login --tenant with the tenant of the cluster.");
        }
        if (status == 403) {
            return permanent("Cluster " + address.host() + " refuses to " + request.verb() + " (status 403" + said()
                    + "); give the identity that is signed in the role " + request.role() + " on database "
                    + address.database() + ".");
        }
        return told().or(this::unanswered).orElseGet(() -> unexplained(status));
    }

    /** What the cluster says in its own words. */
    private Optional<ClusterException> told() {
        return refused()
                .or(() -> first(KustoServiceQueryError.class).flatMap(ClusterFailure::partial))
                .map(error -> isOfMissingDatabase(error)
                        ? ClusterException.missingDatabase(
                                "Cluster " + address.host() + " has no database " + address.database()
                                        + "; check its name behind the cluster's, or have it made first.",
                                cause())
                        : of(refusal(error.getDescription()), error.isPermanent()));
    }

    private Optional<OneApiError> refused() {
        return first(DataWebException.class).map(DataWebException::getApiError);
    }

    /** Engines of different age word it differently. */
    private boolean isOfMissingDatabase(OneApiError error) {
        return request.isOfDatabase()
                && (MISSING_DATABASE
                                .matcher(error.getCode() + " " + error.getType())
                                .find()
                        || MISSING_ENTITY
                                .matcher(String.valueOf(error.getDescription()))
                                .find());
    }

    /** The error in the midst of rows; the SDK also calls an answer that it cannot read such an error. */
    private static Optional<OneApiError> partial(KustoServiceQueryError error) {
        return error.getExceptions().stream()
                .filter(DataWebException.class::isInstance)
                .map(told -> ((DataWebException) told).getApiError())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<ClusterException> unanswered() {
        if (first(HttpConnectTimeoutException.class).isPresent()
                || first(ConnectException.class).isPresent()) {
            return Optional.of(passing("Cluster " + address.host()
                    + " cannot be reached; check the network, its firewall, and that the cluster is running."));
        }
        if (first(TimeoutException.class).isPresent()
                || first(HttpTimeoutException.class).isPresent()) {
            return Optional.of(passing("Cluster " + address.host() + " took too long to " + request.verb()
                    + "; the same again may go better."));
        }
        if (first(JacksonException.class).isPresent()) {
            return Optional.empty();
        }
        return first(IOException.class)
                .map(broken -> passing("The connection to cluster " + address.host() + " broke ("
                        + broken.getClass().getSimpleName()
                        + "); check the network, and that the cluster is running."));
    }

    private ClusterException unexplained(int status) {
        if (status >= 500) {
            return passing("Cluster " + address.host() + " failed to " + request.verb() + " (status " + status + said()
                    + "); the same again may go better.");
        }
        if (status >= 300) {
            return permanent("Cluster " + address.host() + " does not " + request.verb() + " (status " + status + said()
                    + "); check that the address is a cluster's.");
        }
        if (request == ClusterRequest.ENQUEUE) {
            return passing("The queue of cluster " + address.host()
                    + " took no blob, or did not say so; the same again may go better.");
        }
        return passing("Cluster " + address.host() + " gave no answer that can be read when asked to " + request.verb()
                + "; check that nothing stands between it and this machine.");
    }

    private String refusal(String text) {
        String said = Redaction.text(text);
        return "Cluster " + address.host() + " does not " + request.verb() + ": "
                + (said.isEmpty() ? "it says no more" : said) + (said.endsWith(".") ? "" : ".");
    }

    /** The cluster's own words, for a clause in brackets. */
    private String said() {
        String text =
                refused().map(error -> Redaction.text(error.getDescription())).orElse("");
        return text.isEmpty() ? "" : ": " + text;
    }

    private int status() {
        for (Throwable cause : chain) {
            if (cause instanceof WebException web && web.getStatusCode() != null) {
                return web.getStatusCode();
            }
            if (cause instanceof HttpResponseException http && http.getResponse() != null) {
                return http.getResponse().getStatusCode();
            }
            if (cause instanceof DataServiceException service && service.getStatusCode() != null) {
                return service.getStatusCode();
            }
        }
        return 0;
    }

    private <T> Optional<T> first(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private ClusterException permanent(String sentence) {
        return of(sentence, true);
    }

    private ClusterException passing(String sentence) {
        return of(sentence, false);
    }

    private ClusterException of(String sentence, boolean permanent) {
        return new ClusterException(sentence, permanent, cause());
    }

    private Throwable cause() {
        return Redaction.failure(chain.get(0));
    }
}
