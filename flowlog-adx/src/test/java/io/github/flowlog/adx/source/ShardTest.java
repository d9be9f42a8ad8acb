package io.github.flowlog.adx.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardTest {
    @TempDir
    Path folder;

    private LogFile log(String mac, int hour) throws IOException {
        Path file = folder.resolve("resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK"
                + "/NETWORKSECURITYGROUPS/N/y=2026/m=01/d=01/h=" + hour + "/m=00/macAddress=" + mac + "/PT1H.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return LogFile.of(file);
    }

    @Test
    void givesEachInterfaceToOneShareWithAllItsHours() throws IOException {
        List<Integer> taken = new ArrayList<>(List.of(0, 0, 0));
        for (int nic = 0; nic < 60; nic++) {
            String mac = "000D3A0000" + (10 + nic);
            List<Integer> shares = new ArrayList<>();
            for (int share = 1; share <= 3; share++) {
                if (new Shard(share, 3).holds(log(mac, 10))) {
                    shares.add(share);
                    assertThat(new Shard(share, 3).holds(log(mac, 11))).isTrue();
                }
            }
            assertThat(shares).hasSize(1);
            taken.set(shares.get(0) - 1, taken.get(shares.get(0) - 1) + 1);
        }
        assertThat(taken).allMatch(count -> count >= 8);
    }

    @Test
    void isTheOneThatAPathBelongsTo() throws IOException {
        LogFile log = log("000D3A000011", 10);
        assertThat(Shard.of(log.path(), 3).holds(log)).isTrue();
        assertThat(Shard.of("anything", 1)).isEqualTo(Shard.ALL);
        assertThat(new Shard(2, 3).folder()).isEqualTo("shard-2-of-3");
    }

    @Test
    void readsItsText() {
        assertThat(Shard.parse("2/4")).isEqualTo(new Shard(2, 4)).hasToString("2/4");
        assertThat(Shard.ALL).hasToString("");
        assertThatThrownBy(() -> Shard.parse("0/4")).hasMessageContaining("from 1 to N");
        assertThatThrownBy(() -> Shard.parse("x")).hasMessageContaining("I/N");
    }
}
