package io.github.flowlog.adx.cli.terminal;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Watches the signal INT.
 *
 * <p>The JDK has no supported class for signals, and the compiler warns of {@code sun.misc.Signal} in a way that cannot
 * be switched off, so it is reached by reflection. Where it is missing Ctrl-C ends the process at once, which a load
 * survives as it survives a power cut.
 *
 * <p>Who was told once has {@value #PATIENCE_SECONDS} seconds to end: a request that nobody answers could hold the process for minutes.
 */
final class SignalInterrupts implements Interrupts {
    private static final int PATIENCE_SECONDS = 9;

    @Override
    public BooleanSupplier watch(Runnable firstTime) {
        AtomicBoolean interrupted = new AtomicBoolean();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    SignalInterrupts.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onSignal(interrupted, firstTime);
                        }
                        return method.getReturnType() == int.class ? System.identityHashCode(self) : null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return () -> false;
        }
        return interrupted::get;
    }

    private static void onSignal(AtomicBoolean interrupted, Runnable firstTime) {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        Thread late = new Thread(SignalInterrupts::haltLate, "flowlog-halt");
        late.setDaemon(true);
        late.start();
        firstTime.run();
    }

    private static void haltLate() {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
