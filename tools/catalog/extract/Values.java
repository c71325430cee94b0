import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks a release of Flink which texts it takes as a value of which type: reads lines of `type TAB text` from its input, and answers
 * each with `ok` or `no`. The text goes the way that it goes on a cluster: into the configuration file, and out by an option.
 *
 * <p>usage: java Values.java FOLDER (which holds lib/) FILE (flink-conf.yaml or config.yaml)
 */
public final class Values {
    enum Level {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    private static URLClassLoader flink;
    private static Path conf;

    public static void main(String[] args) throws Exception {
        File[] jars = Path.of(args[0], "lib").toFile().listFiles((folder, name) -> name.endsWith(".jar"));
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < urls.length; i++) urls[i] = jars[i].toURI().toURL();
        flink = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        conf = Files.createTempDirectory("values").resolve(args[1]);
        StringBuilder answers = new StringBuilder();
        for (String line : new String(System.in.readAllBytes(), "UTF-8").split("\n")) {
            String[] parts = line.split("\t", 2);
            answers.append(takes(parts[0], parts[1]) ? "ok\n" : "no\n");
        }
        Files.delete(conf);
        Files.delete(conf.getParent());
        System.out.print(answers);
    }

    private static boolean takes(String type, String text) throws Exception {
        boolean yaml = conf.endsWith("config.yaml");
        Files.writeString(conf, "a.key: " + (yaml ? "'" + text.replace("'", "''") + "'" : text) + "\n");
        Class<?> global = flink.loadClass("org.apache.flink.configuration.GlobalConfiguration");
        Object configuration = global.getMethod("loadConfiguration", String.class).invoke(null, conf.getParent().toString());
        Object option = option(type);
        try {
            Method get = configuration.getClass().getMethod("get", option.getClass());
            // A value that was not even read is none.
            return get.invoke(configuration, option) != null;
        } catch (ReflectiveOperationException refused) {
            return false;
        }
    }

    /** key("a.key").<type>Type().noDefaultValue() */
    private static Object option(String type) throws Exception {
        Object builder = flink.loadClass("org.apache.flink.configuration.ConfigOptions").getMethod("key", String.class).invoke(null, "a.key");
        boolean list = type.startsWith("List<");
        String item = list ? type.substring(5, type.length() - 1) : type;
        Object typed;
        if (item.equals("Enum")) {
            typed = call(builder, "enumType", Level.class);
        } else if (item.equals("Map")) {
            typed = call(builder, "mapType");
        } else {
            String name = item.equals("Integer") ? "int" : item.equals("MemorySize") ? "memory" : item.toLowerCase();
            typed = call(builder, name + "Type");
        }
        if (list) typed = call(typed, "asList");
        return call(typed, "noDefaultValue");
    }

    private static Object call(Object target, String name, Object... args) throws Exception {
        Class<?>[] types = new Class<?>[args.length];
        for (int i = 0; i < types.length; i++) types[i] = Class.class;
        Method method = target.getClass().getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method.invoke(target, args);
    }
}
