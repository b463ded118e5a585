package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Asks Flink's loader about one configuration directory. */
final class FileReading {
    private FileReading() {}

    /** {@code {values, types}} or {@code {exception, at}}; a file of {@code reads} (key to option type), where there is one, adds {@code read}. */
    static Map<String, Object> answer(Path directory, Optional<Path> reads) throws Exception {
        Map<String, Object> answer = new TreeMap<>();
        Configuration configuration;
        try {
            configuration = GlobalConfiguration.loadConfiguration(directory.toString());
        } catch (RuntimeException | Error e) {
            answer.put("exception", Failure.chain(e, directory));
            Map<String, Object> place = Failure.place(e);
            if (place != null) {
                answer.put("at", place);
            }
            return answer;
        }
        answer.put("values", LoadedConfiguration.texts(configuration));
        answer.put("types", LoadedConfiguration.types(configuration));
        if (reads.isPresent()) {
            Map<String, Object> read = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : Json.read(reads.get()).properties()) {
                read.put(entry.getKey(), OptionType.read(configuration, entry.getKey(), entry.getValue().asText()));
            }
            answer.put("read", read);
        }
        return answer;
    }
}
