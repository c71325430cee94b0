import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints every ConfigOption that the classes of a Flink distribution declare, a line each, tab-separated:
 * key, type, default, deprecated keys, fallback keys, flags (deprecated, list of a prefix), prefix, declaring class.
 *
 * <p>usage: java Options.java FOLDER, which holds lib/, opt/, plugins/ and more folders of jars. Reads by reflection only, for
 * the accessors of ConfigOption are package-private and one program serves all releases.
 */
public final class Options {
    private static final String MARK = "Lorg/apache/flink/configuration/ConfigOption;";
    private static final TreeSet<String> lines = new TreeSet<>();
    private static final TreeSet<String> failures = new TreeSet<>();

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        // Static initializers of strangers may print; what they say is no option.
        System.setOut(System.err);
        List<Path> lib = jars(folder.resolve("lib"));
        URLClassLoader parent = new URLClassLoader(urls(lib), ClassLoader.getPlatformClassLoader());
        for (Path jar : lib) scan(jar, parent);
        for (Path jar : jars(folder)) {
            if (lib.contains(jar)) continue;
            // Each by itself: optional jars shade the same classes in different ways.
            scan(jar, new ChildFirst(urls(List.of(jar)), parent));
        }
        lines.forEach(out::println);
        out.flush();
        failures.forEach(failure -> System.err.println("skipped " + failure));
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().collect(Collectors.toList());
        }
    }

    private static URL[] urls(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
        return urls;
    }

    private static void scan(Path path, ClassLoader loader) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (!name.endsWith(".class") || name.startsWith("META-INF/")) continue;
                try (InputStream in = jar.getInputStream(entry)) {
                    // Loading all of the 40 000 classes takes minutes; the text is in the constant pool of those that matter.
                    if (!new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(MARK)) continue;
                }
                read(name.substring(0, name.length() - 6).replace('/', '.'), loader);
            }
        }
    }

    private static void read(String name, ClassLoader loader) {
        Field[] fields;
        try {
            fields = Class.forName(name, false, loader).getDeclaredFields();
        } catch (Throwable absent) {
            failures.add(name + ": " + absent);
            return;
        }
        for (Field field : fields) {
            if (!Modifier.isStatic(field.getModifiers()) || !field.getType().getName().equals("org.apache.flink.configuration.ConfigOption"))
                continue;
            try {
                field.setAccessible(true);
                Object option = field.get(null);
                if (option != null) lines.add(line(option, field));
            } catch (Throwable absent) {
                failures.add(name + "." + field.getName() + ": " + absent);
            }
        }
    }

    private static String line(Object option, Field field) throws Exception {
        List<String> deprecated = new ArrayList<>();
        List<String> fallback = new ArrayList<>();
        for (Object other : (Iterable<?>) call(option, "fallbackKeys")) {
            ((Boolean) call(other, "isDeprecated") ? deprecated : fallback).add((String) call(other, "getKey"));
        }
        return Stream.of(
                        (String) call(option, "key"),
                        type((Class<?>) call(option, "getClazz"), (Boolean) call(option, "isList")),
                        text(call(option, "defaultValue")),
                        String.join(",", deprecated),
                        String.join(",", fallback),
                        field.isAnnotationPresent(Deprecated.class) || field.getDeclaringClass().isAnnotationPresent(Deprecated.class)
                                ? "deprecated"
                                : "",
                        prefix(field),
                        field.getDeclaringClass().getName())
                .map(Options::escape)
                .collect(Collectors.joining("\t"));
    }

    /** What Flink puts before the key of an option that is declared by its last part alone. */
    private static String prefix(Field field) throws Exception {
        for (Annotation annotation : field.getAnnotations()) {
            if (!annotation.annotationType().getSimpleName().equals("SuffixOption")) continue;
            for (Method method : annotation.annotationType().getDeclaredMethods()) {
                if (method.getName().equals("value")) return (String) method.invoke(annotation);
            }
            return "?";
        }
        return "";
    }

    private static String type(Class<?> type, boolean list) {
        String name = type.getSimpleName();
        if (type.isEnum()) {
            // Flink compares with toString(), which some of its enums override.
            List<String> values = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) values.add(constant.toString());
            name = "Enum(" + String.join("|", values) + ")";
        }
        return list ? "List<" + name + ">" : name;
    }

    /** A default as it would be written in a configuration file, in the same way for all releases. */
    private static String text(Object value) throws Exception {
        if (value == null) return "";
        if (value instanceof Duration) return duration((Duration) value);
        if (value instanceof Collection) {
            List<String> items = new ArrayList<>();
            for (Object item : (Collection<?>) value) items.add(text(item));
            return String.join(";", items);
        }
        if (value instanceof Map) {
            List<String> items = new ArrayList<>();
            for (Map.Entry<?, ?> item : new TreeMap<Object, Object>((Map<?, ?>) value).entrySet())
                items.add(item.getKey() + ":" + text(item.getValue()));
            return String.join(",", items);
        }
        if (value.getClass().getSimpleName().equals("MemorySize")) return size((Long) call(value, "getBytes"));
        return value.toString();
    }

    private static String duration(Duration value) {
        long nanos = value.toNanos();
        String[] units = {"d", "h", "min", "s", "ms", "us", "ns"};
        long[] sizes = {86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};
        for (int i = 0; i < units.length; i++) if (nanos != 0 && nanos % sizes[i] == 0) return nanos / sizes[i] + " " + units[i];
        return "0 s";
    }

    private static String size(long bytes) {
        String[] units = {"tb", "gb", "mb", "kb"};
        for (int i = 0; i < units.length; i++) {
            long unit = 1L << (10 * (4 - i));
            if (bytes != 0 && bytes % unit == 0) return bytes / unit + " " + units[i];
        }
        return bytes + " bytes";
    }

    private static Object call(Object target, String name) throws Exception {
        Method method = target.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(target);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** A plugin's own classes win over the distribution's, but for those of Flink's that make options. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> found = findLoadedClass(name);
                if (found != null) return found;
                if (!name.startsWith("java.") && !name.startsWith("org.apache.flink.configuration.")) {
                    try {
                        return findClass(name);
                    } catch (ClassNotFoundException elsewhere) {
                        // The parent's, then.
                    }
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}
