package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;

/**
 * Where the loaders of a table keep what they have loaded.
 *
 * <p>It has a journal for each share of the sources. Journals of another number of shares may lie beside those that count; the number alone
 * says which do. <b>Thread-safety:</b> none.
 */
public interface StatePlace {
    /** What messages call it; holds no secret. */
    String name();

    /** Opens the journal of a share, which is made when it is not there, whether it counts or not. */
    JournalStore journal(Shard shard) throws IOException;

    /** How many shares there are; 0 as long as nobody has said so. */
    int shards() throws IOException;

    /** Writes down how many shards there are, unless that is written down. */
    void claimShards(int number) throws IOException;

    /** Writes down another number of shares, in one step. */
    void setShards(int number) throws IOException;

    /**
     * Opens the journal of a share that counts.
     *
     * @throws LoadException if there are so many shares that this is none of them
     */
    default JournalStore open(Shard shard) throws IOException {
        requireOneOfAll(shard);
        JournalStore journal = journal(shard);
        try {
            // whoever changes the number has all journals open meanwhile
            requireOneOfAll(shard);
            return journal;
        } catch (IOException | RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    /** Opens the journal of a share that is going to be loaded, and writes down how many there are if nobody has. */
    default JournalStore claim(Shard shard) throws IOException {
        if (shards() == 0) {
            claimShards(shard.of());
        }
        return open(shard);
    }

    /**
     * Reads what is written down.
     *
     * @param file what messages call the place of the text
     * @throws LoadException if it is no number of shares
     */
    static int number(String text, String file) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw LoadException.permanent(
                    file + " says \"" + text
                            + "\" and should say how many shards there are; write the number of loaders into it",
                    null);
        }
        return Integer.parseInt(text);
    }

    private void requireOneOfAll(Shard shard) throws IOException {
        int shards = shards();
        if (shards != 0 && shards != shard.of()) {
            throw LoadException.permanent(
                    name() + " holds the state of "
                            + (shards == 1 ? "a single loader" : shards + " shards") + ", and this is "
                            + (shard.equals(Shard.ALL) ? "a single loader" : "--shard " + shard) + "; "
                            + (shards == 1 ? "leave out --shard" : "give --shard 1/" + shards + " and so on")
                            + ", or change their number with: flowlog jobs reshard --shards " + shard.of(),
                    null);
        }
    }
}
