import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes 0, 1, 2, ... to a topic, which the brokers make when they are first asked for it. It needs nothing of Flink. */
public class Producer {
  static final String TOPIC = "numbers";
  /** Milliseconds between two. */
  static final long PAUSE = 5;

  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", args[0]);
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (long number = 0; ; number++) {
        producer.send(new ProducerRecord<>(TOPIC, Long.toString(number)));
        Thread.sleep(PAUSE);
      }
    }
  }
}
