import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/**
 * Asks Flink for the memory of option sets: one a line of standard input, as PROCESS, WHO STARTS IT, KEY, VALUE, KEY,
 * VALUE ..., with tabs between. Answers each with a line: the sizes in bytes, or a '!' and why Flink refuses.
 *
 * <p>Run from its source with a release's jars on the class path; what releases name differently is found by reflection.
 */
public final class FlinkMemory {
    public static void main(String[] args) throws Exception {
        BufferedReader sets = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, false, "UTF-8");
        for (String set; (set = sets.readLine()) != null; ) {
            answers.print(answer(set.split("\t", -1)) + "\n");
        }
        answers.flush();
    }

    private static String answer(String[] set) throws ReflectiveOperationException {
        Configuration options = new Configuration();
        for (int i = 2; i < set.length; i += 2) {
            options.setString(set[i], set[i + 1]);
        }
        boolean scripts = set[1].equals("scripts");
        try {
            return set[0].equals("JobManager") ? jobManager(options, scripts) : taskManager(options, scripts);
        } catch (InvocationTargetException e) {
            return "!" + why(e.getCause());
        } catch (RuntimeException e) {
            return "!" + why(e);
        }
    }

    private static String jobManager(Configuration options, boolean scripts) throws ReflectiveOperationException {
        ConfigOption<MemorySize> legacy = scripts ? JobManagerOptions.JVM_HEAP_MEMORY : JobManagerOptions.TOTAL_PROCESS_MEMORY;
        Method withLegacy =
                method(JobManagerProcessUtils.class, "processSpecFromConfigWithNewOptionToInterpretLegacyHeap", Configuration.class, ConfigOption.class);
        JobManagerProcessSpec spec =
                (JobManagerProcessSpec)
                        (withLegacy != null
                                ? withLegacy.invoke(null, options, legacy)
                                : method(JobManagerProcessUtils.class, "processSpecFromConfig", Configuration.class).invoke(null, options));
        return bytes(
                spec.getTotalProcessMemorySize(),
                spec.getTotalFlinkMemorySize(),
                spec.getJvmHeapMemorySize(),
                spec.getJvmMetaspaceSize(),
                spec.getJvmOverheadSize(),
                spec.getJvmDirectMemorySize());
    }

    private static String taskManager(Configuration options, boolean scripts) throws ReflectiveOperationException {
        ConfigOption<MemorySize> legacy = scripts ? TaskManagerOptions.TOTAL_FLINK_MEMORY : TaskManagerOptions.TOTAL_PROCESS_MEMORY;
        Method withLegacy =
                method(TaskExecutorProcessUtils.class, "getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption", Configuration.class, ConfigOption.class);
        Configuration mapped = withLegacy == null ? options : (Configuration) withLegacy.invoke(null, options, legacy);
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(mapped);
        return bytes(
                spec.getTotalProcessMemorySize(),
                spec.getTotalFlinkMemorySize(),
                spec.getJvmHeapMemorySize(),
                spec.getJvmMetaspaceSize(),
                spec.getJvmOverheadSize(),
                hidden(spec, "getFrameworkHeapSize"),
                spec.getTaskHeapSize(),
                hidden(spec, "getFrameworkOffHeapMemorySize"),
                spec.getTaskOffHeapSize(),
                spec.getNetworkMemSize(),
                spec.getManagedMemorySize());
    }

    private static Method method(Class<?> of, String name, Class<?>... parameters) {
        try {
            Method method = of.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static MemorySize hidden(TaskExecutorProcessSpec spec, String name) throws ReflectiveOperationException {
        return (MemorySize) method(TaskExecutorProcessSpec.class, name).invoke(spec);
    }

    private static String bytes(MemorySize... sizes) {
        List<String> texts = new ArrayList<>();
        for (MemorySize size : sizes) {
            texts.add(String.valueOf(size.getBytes()));
        }
        return String.join(" ", texts);
    }

    /** The messages of an exception and its causes. */
    private static String why(Throwable error) {
        List<String> messages = new ArrayList<>();
        for (Throwable e = error; e != null; e = e.getCause()) {
            messages.add(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return String.join(" <- ", messages).replaceAll("\\s+", " ");
    }
}
