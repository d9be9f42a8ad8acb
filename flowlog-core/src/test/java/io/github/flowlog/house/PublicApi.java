package io.github.flowlog.house;

import java.io.IOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that code of others can name in a module, as text: one line a type and one a member.
 *
 * <p>Sorted, but for the constants of an enum, whose order may matter. Public and protected types and members, with type parameters, {@code @Nullable} and checked exceptions. Packages of the JDK and
 * of flowlog are left out of names. What every enum and record has by itself is left out too.
 */
public final class PublicApi {
    private static final Pattern PACKAGES =
            Pattern.compile("\\b(java|io\\.github\\.flowlog)(\\.[a-z]\\w*)*\\.(?=[A-Z])");
    private static final int TYPE_WORDS = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL;

    private PublicApi() {}

    /** The text for the classes in a folder that belong to certain packages. */
    public static String of(Path classes, Predicate<String> packages) throws IOException, ClassNotFoundException {
        TreeMap<String, TreeSet<String>> types = new TreeMap<>();
        for (String name : classNames(classes)) {
            int dot = name.lastIndexOf('.');
            if (!packages.test(name.substring(0, dot))) {
                continue;
            }
            Class<?> type = Class.forName(name, false, PublicApi.class.getClassLoader());
            if (isVisible(type)) {
                types.computeIfAbsent(name.substring(0, dot), known -> new TreeSet<>())
                        .add(described(type));
            }
        }
        return types.entrySet().stream()
                .map(entry -> "package " + entry.getKey() + "\n\n" + String.join("\n", entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> classNames(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
                    .toList();
        }
    }

    private static boolean isVisible(@Nullable Class<?> type) {
        return type == null
                || (!type.isSynthetic()
                        && !type.isAnonymousClass()
                        && !type.isLocalClass()
                        && isVisible(type.getModifiers())
                        && isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String described(Class<?> type) {
        StringBuilder text = new StringBuilder(shortName(type)).append(": ");
        text.append(words(type)).append('\n');
        Arrays.stream(type.getDeclaredFields())
                .filter(Field::isEnumConstant)
                .forEach(constant -> append(text, constant.getName()));
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant())
                .map(PublicApi::field)
                .sorted()
                .forEach(member -> append(text, member));
        Arrays.stream(type.getDeclaredConstructors())
                .filter(made -> isVisible(made.getModifiers()) && !made.isSynthetic())
                .map(made -> constructor(type, made))
                .sorted()
                .forEach(member -> append(text, member));
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !isGiven(type, method))
                .sorted(Comparator.comparing(Method::getName).thenComparing(PublicApi::method))
                .map(PublicApi::method)
                .forEach(member -> append(text, member));
        return text.toString();
    }

    private static void append(StringBuilder text, String member) {
        text.append("    ").append(member).append('\n');
    }

    /** What is there without being written, or says no more than that it is: values() of an enum, equals() of a record. */
    private static boolean isGiven(Class<?> type, Method method) {
        String name = method.getName();
        int count = method.getParameterCount();
        if (type.isEnum() && ((name.equals("values") && count == 0) || (name.equals("valueOf") && count == 1))) {
            return true;
        }
        return switch (name) {
            case "equals" -> count == 1 && method.getParameterTypes()[0] == Object.class;
            case "hashCode", "toString" -> count == 0;
            default -> false;
        };
    }

    private static String words(Class<?> type) {
        List<String> words = new ArrayList<>();
        int modifiers = type.getModifiers();
        if (type.isEnum() || type.isRecord() || type.isInterface()) {
            modifiers &= ~(Modifier.FINAL | Modifier.STATIC);
        }
        words.add(Modifier.toString(modifiers & TYPE_WORDS));
        if (type.isSealed()) {
            words.add("sealed");
        }
        if (Modifier.isAbstract(modifiers) && !type.isInterface() && !type.isEnum()) {
            words.add("abstract");
        }
        words.add(kind(type) + typeParameters(type));
        if (type.getSuperclass() != null
                && !type.isEnum()
                && !type.isRecord()
                && type.getSuperclass() != Object.class) {
            words.add("extends " + text(type.getAnnotatedSuperclass()));
        }
        if (type.getInterfaces().length > 0) {
            words.add((type.isInterface() ? "extends " : "implements ") + list(type.getAnnotatedInterfaces()));
        }
        if (type.isSealed()) {
            words.add("permits "
                    + Arrays.stream(Objects.requireNonNull(type.getPermittedSubclasses()))
                            .map(PublicApi::shortName)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return String.join(" ", words);
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String field(Field field) {
        return Modifier.toString(field.getModifiers()) + " " + text(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String constructor(Class<?> type, Constructor<?> constructor) {
        String name = type.getSimpleName();
        return Modifier.toString(constructor.getModifiers()) + " " + name + parametersAndThrows(constructor);
    }

    private static String method(Method method) {
        int modifiers = method.getModifiers() & ~(Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT);
        if (method.getDeclaringClass().isInterface()) {
            modifiers &= ~Modifier.ABSTRACT;
        }
        String words = Modifier.toString(modifiers & Modifier.methodModifiers());
        String parameters = typeParameters(method);
        return words
                + (method.isDefault() ? " default" : "")
                + (parameters.isEmpty() ? "" : " " + parameters)
                + " "
                + text(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + parametersAndThrows(method);
    }

    private static String parametersAndThrows(Executable executable) {
        String parameters = list(executable.getAnnotatedParameterTypes());
        if (executable.isVarArgs()) {
            parameters = parameters.replaceFirst("\\[]$", "...");
        }
        String failures = Arrays.stream(executable.getExceptionTypes())
                .map(PublicApi::shortName)
                .sorted()
                .collect(Collectors.joining(", "));
        return "(" + parameters + ")" + (failures.isEmpty() ? "" : " throws " + failures);
    }

    private static String typeParameters(GenericDeclaration declaration) {
        TypeVariable<?>[] variables = declaration.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable.getName() + bounds(variable))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(TypeVariable<?> variable) {
        AnnotatedType[] bounds = variable.getAnnotatedBounds();
        boolean any = bounds.length == 1 && bounds[0].getType() == Object.class && !isNullable(bounds[0]);
        return any
                ? ""
                : " extends " + Arrays.stream(bounds).map(PublicApi::text).collect(Collectors.joining(" & "));
    }

    private static String list(AnnotatedType[] types) {
        return Arrays.stream(types).map(PublicApi::text).collect(Collectors.joining(", "));
    }

    private static String text(AnnotatedType type) {
        String nullable = isNullable(type) ? "@Nullable " : "";
        if (type instanceof AnnotatedArrayType array) {
            return text(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "" : " " + nullable.strip())
                    + "[]";
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            String whole = shortName(type.getType());
            return nullable
                    + whole.substring(0, whole.indexOf('<'))
                    + "<"
                    + list(parameterized.getAnnotatedActualTypeArguments())
                    + ">";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            AnnotatedType[] upper = wildcard.getAnnotatedUpperBounds();
            if (lower.length > 0) {
                return "? super " + list(lower);
            }
            return upper.length == 0 || upper[0].getType() == Object.class ? "?" : "? extends " + list(upper);
        }
        return nullable + shortName(type.getType());
    }

    private static boolean isNullable(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class);
    }

    private static String shortName(Type type) {
        return PACKAGES.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
    }
}
