package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://netlogs.blob.core.windows.net                          | netlogs | '' | ''
                    https://netlogs.blob.core.windows.net/                         | netlogs | '' | ''
                    https://netlogs.blob.core.windows.net/logs                     | netlogs | logs | ''
                    https://netlogs.blob.core.windows.net/logs/resourceId=/S/y=2026 | netlogs | logs | resourceId=/S/y=2026
                    HTTPS://NetLogs.blob.core.windows.net/logs                     | netlogs | logs | ''
                    https://netlogs.blob.core.windows.net:443/logs                 | netlogs | logs | ''
                    https://netlogs-secondary.blob.core.windows.net/logs           | netlogs | logs | ''
                    https://netlogs.z27.blob.storage.azure.net/logs                | netlogs | logs | ''
                    https://netlogs.blob.core.usgovcloudapi.net/logs               | netlogs | logs | ''
                    https://netlogs.blob.core.chinacloudapi.cn/logs                | netlogs | logs | ''
                    http://127.0.0.1:10000/devstoreaccount1/logs/a/b               | devstoreaccount1 | logs | a/b
                    http://localhost:10000/devstoreaccount1                        | devstoreaccount1 | '' | ''
                    http://[::1]:10000/devstoreaccount1/logs                       | devstoreaccount1 | logs | ''
                    """)
    void readsAccountContainerAndPrefix(String text, String account, String container, String prefix) {
        AccountUrl url = AccountUrl.parse(text);

        assertThat(url.account()).isEqualTo(account);
        assertThat(url.prefix()).isEqualTo(prefix);
        if (container.isEmpty()) {
            assertThat(url.containers()).isEqualTo(AccountUrl.FLOW_LOG_CONTAINERS);
        } else {
            assertThat(url.containers()).containsExactly(container);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://evil.example/logs?sig=canary                                | is not a host of Azure Storage
                    https://netlogs.blob.core.windows.net.evil.example/?sig=canary      | is not a host of Azure Storage
                    https://evil.example/netlogs.blob.core.windows.net?sig=canary       | is not a host of Azure Storage
                    https://user:canary@netlogs.blob.core.windows.net/logs              | has no user and no fragment
                    http://netlogs.blob.core.windows.net/logs?sig=canary                | over https only
                    https://netlogs.blob.core.windows.net:8443/logs?sig=canary          | on port 443 only
                    https://10.0.0.4/netlogs/logs?sig=canary                            | is not a host of Azure Storage
                    https://n.blob.core.windows.net/logs?sig=canary                     | is not a host of Azure Storage
                    http://127.0.0.1:10000/?sig=canary                                  | names the account first
                    https://net logs\\^.blob.core.windows.net/?sig=canary               | is not a URL
                    """)
    void refusesWhatIsNoAccountAndShowsNoSecret(String text, String reason) {
        assertThatThrownBy(() -> AccountUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    netlogs.blob.core.windows.net/logs?sig=canary    | true
                    NetLogs.blob.core.windows.net                    | true
                    //netlogs.blob.core.windows.net/logs             | true
                    https:/netlogs.blob.core.windows.net/logs        | true
                    https://netlogs.blob.core.windows.net/logs       | false
                    state                                            | false
                    state/netlogs.blob.core.windows.net              | false
                    C:/state                                         | false
                    """)
    void knowsAPlaceWhoseUrlLacksItsBeginning(String text, boolean lacksScheme) {
        assertThat(AccountUrl.lacksScheme(text)).isEqualTo(lacksScheme);
    }

    @Test
    void keepsTheSignatureToItself() {
        AccountUrl url = AccountUrl.parse("https://netlogs.blob.core.windows.net/logs/p?sv=2024&sig=canary");

        assertThat(url.signature()).isEqualTo("sv=2024&sig=canary");
        assertThat(url).hasToString("https://netlogs.blob.core.windows.net/logs/p");
    }
}
