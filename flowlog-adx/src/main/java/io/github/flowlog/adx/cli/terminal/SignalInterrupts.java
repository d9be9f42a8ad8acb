package io.github.flowlog.adx.cli.terminal;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Watches the signals INT and TERM.
 *
 * <p>The JDK has no supported class for signals, and the compiler warns of {@code sun.misc.Signal} in a way that cannot
 * be switched off, so it is reached by reflection. Where it is missing a signal ends the process at once, which a load
 * survives as it survives a power cut.
 *
 * <p>Who was told once has {@value #PATIENCE_SECONDS} seconds to end: a request that nobody answers could hold the process for minutes.
 */
final class SignalInterrupts implements Interrupts {
    private static final int PATIENCE_SECONDS = 9;

    /** What the first signal makes of {@link ExitCode#INTERRUPTED}; 0 before. */
    private final AtomicInteger heard = new AtomicInteger();

    @Override
    public BooleanSupplier watch(Runnable firstTime) {
        watch("INT", ExitCode.INTERRUPTED, firstTime);
        watch("TERM", ExitCode.TERMINATED, firstTime);
        return () -> heard.get() != 0;
    }

    private void watch(String name, int exitCode, Runnable firstTime) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    SignalInterrupts.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onSignal(exitCode, firstTime);
                        }
                        return method.getReturnType() == int.class ? System.identityHashCode(self) : null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | RuntimeException missing) {
            return;
        }
    }

    private void onSignal(int exitCode, Runnable firstTime) {
        if (!heard.compareAndSet(0, exitCode)) {
            Runtime.getRuntime().halt(exitCode);
        }
        Thread late = new Thread(() -> haltLate(exitCode), "flowlog-halt");
        late.setDaemon(true);
        late.start();
        firstTime.run();
    }

    private static void haltLate(int exitCode) {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    @Override
    public int exitCode(int exitCode) {
        return exitCode == ExitCode.INTERRUPTED && heard.get() != 0 ? heard.get() : exitCode;
    }
}
