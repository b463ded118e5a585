import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.*;

class Job {
  void run() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .enableCheckpointing(TimeUnit.MINUTES.toMillis(1));
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(TimeUnit.SECONDS.toMillis(30));
  }
}
