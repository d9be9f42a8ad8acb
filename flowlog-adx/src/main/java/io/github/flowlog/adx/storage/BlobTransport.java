package io.github.flowlog.adx.storage;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/** How staged blobs are carried: over the JDK's own HTTP, each request tried again a few times. */
final class BlobTransport {
    private static final int TRIES = 5;
    private static final int TRY_SECONDS = 120;
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private BlobTransport() {}

    static HttpClient http() {
        return new JdkHttpClientBuilder().connectionTimeout(CONNECT).build();
    }

    static RequestRetryOptions retries() {
        return new RequestRetryOptions(
                RetryPolicyType.EXPONENTIAL, TRIES, Duration.ofSeconds(TRY_SECONDS), FIRST_PAUSE, LONGEST_PAUSE, null);
    }
}
