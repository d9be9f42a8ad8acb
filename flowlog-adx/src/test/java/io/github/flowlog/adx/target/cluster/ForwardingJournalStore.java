package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.journal.JournalStore;
import java.io.IOException;
import java.io.InputStream;

/** A store that hands everything on to another, for tests to come in between. */
class ForwardingJournalStore implements JournalStore {
    private final JournalStore store;

    ForwardingJournalStore(JournalStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public InputStream read() throws IOException {
        return store.read();
    }

    @Override
    public void truncate(long size) throws IOException {
        store.truncate(size);
    }

    @Override
    public void append(byte[] line) throws IOException {
        store.append(line);
    }

    @Override
    public boolean isNearlyFull() {
        return store.isNearlyFull();
    }

    @Override
    public void replaceBy(Content all) throws IOException {
        store.replaceBy(all);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
