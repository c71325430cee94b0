import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job that falls behind: it reads a topic of Kafka, whose records' timestamps are its event time, half as fast as the
 * producer writes.
 */
public class Behind {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // Few records a poll: Kafka's client measures how far it is behind of what it has fetched.
    KafkaSource<String> source = KafkaSource.<String>builder()
        .setBootstrapServers(args[0]).setTopics(Producer.TOPIC).setGroupId("behind")
        .setStartingOffsets(OffsetsInitializer.earliest()).setValueOnlyDeserializer(new SimpleStringSchema())
        .setProperty("max.poll.records", "10")
        .build();
    env.fromSource(source, WatermarkStrategy.forMonotonousTimestamps(), "topic").uid("topic")
        .map(new Slow()).uid("slow").name("slow")
        .sinkTo(new DiscardingSink<>()).name("nothing");
    env.execute("behind");
  }

  static class Slow implements MapFunction<String, String> {
    @Override public String map(String record) throws Exception {
      Thread.sleep(2 * Producer.PAUSE);
      return record;
    }
  }
}
