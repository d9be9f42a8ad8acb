package io.github.flowlog.adx;

/** The load was told to stop; unchecked, because it passes through a target. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
