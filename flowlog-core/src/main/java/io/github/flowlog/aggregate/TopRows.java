package io.github.flowlog.aggregate;

import java.util.function.IntBinaryOperator;

/** Selects the first rows by an order, without an object for a row: a heap whose root is the last of those kept. */
final class TopRows {
    private final int[] heap;
    private final IntBinaryOperator order;
    private int size;

    /** Rows {@code [0, rowCount)}, of which {@code wanted} are kept; the order is negative when its left row stands first. */
    TopRows(int rowCount, int wanted, IntBinaryOperator order) {
        this.heap = new int[wanted];
        this.order = order;
        for (int row = 0; row < rowCount && wanted > 0; row++) {
            if (size < wanted) {
                heap[size] = row;
                up(size++);
            } else if (order.applyAsInt(row, heap[0]) < 0) {
                heap[0] = row;
                down();
            }
        }
    }

    /** The rows in order; takes them out. */
    int[] rows() {
        while (size > 1) {
            int last = heap[0];
            size--;
            heap[0] = heap[size];
            heap[size] = last;
            down();
        }
        return heap;
    }

    private void up(int from) {
        int child = from;
        while (child > 0) {
            int parent = (child - 1) / 2;
            if (order.applyAsInt(heap[child], heap[parent]) < 0) {
                return;
            }
            swap(child, parent);
            child = parent;
        }
    }

    private void down() {
        int parent = 0;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && order.applyAsInt(heap[child + 1], heap[child]) > 0) {
                child++;
            }
            if (order.applyAsInt(heap[child], heap[parent]) < 0) {
                return;
            }
            swap(child, parent);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        int row = heap[a];
        heap[a] = heap[b];
        heap[b] = row;
    }
}
