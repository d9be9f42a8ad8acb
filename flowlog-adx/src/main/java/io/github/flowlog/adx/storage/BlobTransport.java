package io.github.flowlog.adx.storage;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/**
 * How staged blobs are carried: over the JDK's own HTTP, each request tried again a few times.
 *
 * @param tries how often a request is tried
 * @param trySeconds how long one try may take
 * @param firstPause the pause after the first try; each further one is longer
 */
record BlobTransport(int tries, int trySeconds, Duration firstPause) {
    static final BlobTransport DEFAULT = new BlobTransport(5, 120, Duration.ofMillis(250));

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    HttpClient http() {
        return new JdkHttpClientBuilder().connectionTimeout(CONNECT).build();
    }

    RequestRetryOptions retries() {
        return new RequestRetryOptions(
                RetryPolicyType.EXPONENTIAL, tries, Duration.ofSeconds(trySeconds), firstPause, LONGEST_PAUSE, null);
    }
}
