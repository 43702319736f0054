// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.testing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Keys of a configuration mapping, nested groups included, in the order of their names. */
record ConfigurationKeys(JavadocSource source) {

    /** One key; {@code defaultValue} is empty where the key is optional, and absent where it is required. */
    record Key(String name, String type, Optional<String> defaultValue, String description) {

        String row() {
            var environment = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
            return "| `%s`<br>`%s` | %s | %s | %s |"
                    .formatted(
                            name,
                            environment,
                            type,
                            defaultValue
                                    .map(value -> value.isEmpty() ? "–" : "`" + value + "`")
                                    .orElse("required"),
                            description.replace("|", "\\|"));
        }
    }

    List<Key> of(Class<?> mapping) {
        return keys(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private Stream<Key> keys(String prefix, Class<?> group) {
        return Stream.concat(Stream.of(group), Stream.of(group.getInterfaces()))
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.getParameterCount() == 0 && !method.isDefault() && !method.isSynthetic())
                .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> keys(prefix, method));
    }

    private Stream<Key> keys(String prefix, Method method) {
        var name = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
        return keys(name, method.getGenericReturnType(), method);
    }

    private Stream<Key> keys(String name, Type type, Method method) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                return keys(name + ".<name>", arguments[1], method);
            }
            if (isGroup(arguments[0])) {
                boolean many = generic.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw);
                return keys(many ? name + "[i]" : name, (Class<?>) arguments[0]);
            }
        }
        return isGroup(type) ? keys(name, (Class<?>) type) : Stream.of(key(name, type, method));
    }

    private Key key(String name, Type type, Method method) {
        var given = method.getAnnotation(WithDefault.class);
        var defaultValue = given != null
                ? Optional.of(isEnum(type) ? wireName(given.value()) : given.value())
                : isOptional(type) ? Optional.of("") : Optional.<String>empty();
        return new Key(name, typeName(type), defaultValue, source.paragraph(method));
    }

    private static String name(Method method) {
        var given = method.getAnnotation(WithName.class);
        return given != null
                ? given.value()
                : method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static boolean isEnum(Type type) {
        return type instanceof Class<?> raw && raw.isEnum();
    }

    private static String wireName(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isGroup(Type type) {
        return type instanceof Class<?> raw
                && raw.isInterface()
                && raw.getPackageName().startsWith("dev.pulser");
    }

    private static boolean isOptional(Type type) {
        return type == OptionalInt.class
                || type == OptionalLong.class
                || (type instanceof ParameterizedType generic
                        && (generic.getRawType() == Optional.class || generic.getRawType() == Map.class));
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Optional.class
                    ? typeName(arguments[0])
                    : "list of " + typeName(arguments[arguments.length - 1]);
        }
        var raw = (Class<?>) type;
        if (raw.isEnum()) {
            return String.join(
                    ", ",
                    Stream.of(raw.getEnumConstants())
                            .map(value -> "`"
                                    + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                            .toList());
        }
        return switch (raw.getSimpleName()) {
            case "OptionalInt", "OptionalLong", "int", "long", "Integer", "Long" -> "integer";
            case "double", "Double" -> "number";
            case "String" -> "text";
            case "URI", "URL" -> "URL";
            default -> raw.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
