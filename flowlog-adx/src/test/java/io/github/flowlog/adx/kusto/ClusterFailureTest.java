package io.github.flowlog.adx.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that no server of a test can play. */
class ClusterFailureTest {
    private static final ClusterAddress ADDRESS =
            ClusterAddress.parse("https://flows.westeurope.kusto.windows.net/Net");

    private static ClusterException explained(Throwable failure) {
        return ClusterFailure.explain(ADDRESS, ClusterRequest.QUERY, new ExecutionException(failure));
    }

    @Test
    void namesTheClusterThatTheNetworkDoesNotFind() {
        UnknownHostException unknown = new UnknownHostException("flows");
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());

        for (Exception cause : new Exception[] {unknown, unresolved}) {
            ClusterException failure = explained(new DataServiceException("url", "IOException: null", cause, true));
            assertThat(failure)
                    .hasMessage("There is no host flows.westeurope.kusto.windows.net, or the network does not find it;"
                            + " check the name of the cluster.");
            assertThat(failure.isPermanent()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysHowToSignIn(boolean none) {
        ClientAuthenticationException refused = none
                ? new CredentialUnavailableException(
                        "EnvironmentCredential authentication unavailable eyJcanarycanary.canary")
                : new ClientAuthenticationException("AADSTS7000215: Invalid client secret canary=", null);

        ClusterException failure = explained(refused);

        assertThat(failure)
                .hasMessage(
                        "Cannot sign in to cluster flows.westeurope.kusto.windows.net with Microsoft Entra ID; run az login, or"
                                + " give this process a managed identity or the AZURE_CLIENT_ID, AZURE_TENANT_ID and"
                                + " AZURE_CLIENT_SECRET of an application.");
        assertThat(failure.isPermanent()).isTrue();
    }

    @Test
    void tellsAClusterThatCannotBeReachedFromOneThatIsSlow() {
        for (IOException cause : new IOException[] {
            new HttpConnectTimeoutException("HTTP connect timed out"), new ConnectException("Connection refused")
        }) {
            ClusterException failure = explained(new IOException(cause));

            assertThat(failure)
                    .hasMessage("Cluster flows.westeurope.kusto.windows.net cannot be reached; check the network, its"
                            + " firewall, and that the cluster is running.");
            assertThat(failure.isPermanent()).isFalse();
        }
    }

    @Test
    void endsWithAChainOfCausesThatGoesRound() {
        IOException one = new IOException("one");
        IOException two = new IOException("two", one);
        one.initCause(two);

        assertThat(explained(one)).hasMessageContaining("The connection to cluster");
    }
}
