import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * A job whose work can be shared: it counts 0, 1, 2, ... at --rate numbers a second, spends --burn microseconds of CPU on each
 * in as many tasks as there are slots, and writes each exactly once to --out. What was committed is every number from 0 on,
 * in any order.
 */
public class Shards {
  public static void main(String[] args) throws Exception {
    long rate = 100, burn = 0;
    String out = null;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--rate": rate = Long.parseLong(args[i + 1]); break;
        case "--burn": burn = Long.parseLong(args[i + 1]); break;
        case "--out": out = args[i + 1]; break;
        default: throw new IllegalArgumentException("unknown argument " + args[i]);
      }
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // Reactive mode gives every operator all that its maximum parallelism allows: one counts, all work.
    env.fromSequence(0, Long.MAX_VALUE - 1).setParallelism(1).setMaxParallelism(1).uid("numbers").name("numbers")
        .map(new Pace(rate)).setParallelism(1).setMaxParallelism(1).uid("pace").name("pace")
        .rebalance()
        .map(new Burn(burn)).uid("work").name("work")
        .sinkTo(FileSink.forRowFormat(new Path(out), new SimpleStringEncoder<String>("UTF-8"))
            .withRollingPolicy(OnCheckpointRollingPolicy.build()).build())
        .uid("out").name("out");
    env.execute("shards");
  }

  static class Pace implements MapFunction<Long, Long> {
    private final long nanos;
    private transient long next;

    Pace(long rate) { nanos = 1_000_000_000L / rate; }

    @Override public Long map(Long n) throws Exception {
      long now = System.nanoTime();
      if (next == 0) next = now;
      if (next > now) Thread.sleep((next - now) / 1_000_000, (int) ((next - now) % 1_000_000));
      next = Math.max(next + nanos, System.nanoTime() - 100_000_000L);
      return n;
    }
  }

  static class Burn implements MapFunction<Long, String> {
    private final long nanos;

    Burn(long micros) { nanos = micros * 1000; }

    @Override public String map(Long n) {
      long until = System.nanoTime() + nanos;
      while (System.nanoTime() < until) Thread.onSpinWait();
      return Long.toString(n);
    }
  }
}
