import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.streaming.connectors.kafka.FlinkKafkaConsumer;

/** The same job, of the releases whose Kafka source tells nothing of what is pending. */
public class Behind {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", args[0]);
    properties.setProperty("group.id", "behind");
    properties.setProperty("max.poll.records", "10");
    FlinkKafkaConsumer<String> topic = new FlinkKafkaConsumer<>(Producer.TOPIC, new SimpleStringSchema(), properties);
    topic.setStartFromEarliest();
    env.addSource(topic).uid("topic").name("topic")
        .assignTimestampsAndWatermarks(WatermarkStrategy.<String>forMonotonousTimestamps())
        .map(new Slow()).uid("slow").name("slow")
        .addSink(new DiscardingSink<>()).name("nothing");
    env.execute("behind");
  }

  static class Slow implements MapFunction<String, String> {
    @Override public String map(String record) throws Exception {
      Thread.sleep(2 * Producer.PAUSE);
      return record;
    }
  }
}
