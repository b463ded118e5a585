package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Asks Flink about many generated cases in one JVM: {@code Batch <cases> <answers>}, one JSON object a line in both.
 *
 * <p>A file: {@code {id, file, bytes}} with the name Flink opens and its content in base64 (no {@code bytes}: a directory of that name; no
 * {@code file}: nothing there). Texts of one option: {@code {id, file, option, texts}}, read after a file of that name.
 */
public final class Batch {
    private final KnownOptions options;
    private final Path directory;

    private Batch(KnownOptions options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        try (Scratch scratch = Scratch.in(Path.of(System.getProperty("java.io.tmpdir")));
                BufferedReader cases = Files.newBufferedReader(Path.of(arguments[0]));
                BufferedWriter answers = Files.newBufferedWriter(Path.of(arguments[1]))) {
            Batch batch = new Batch(KnownOptions.ofClassPath(), scratch.path());
            for (String line = cases.readLine(); line != null; line = cases.readLine()) {
                JsonNode asked = Json.parse(line);
                Map<String, Object> answer = asked.has("option") ? batch.texts(asked) : batch.file(asked);
                answer.put("id", asked.get("id").asText());
                answers.write(ascii(Json.tree(answer).toString()));
                answers.newLine();
            }
        }
        // Flink leaves threads behind; the answers are complete.
        System.exit(0);
    }

    /** A value may hold half a surrogate pair, which no encoding has bytes for. */
    private static String ascii(String json) {
        StringBuilder out = new StringBuilder();
        json.chars().forEach(unit -> out.append(unit < 0x7f ? String.valueOf((char) unit) : String.format("\\u%04x", unit)));
        return out.toString();
    }

    private Map<String, Object> file(JsonNode asked) throws Exception {
        Path file = asked.has("file") ? directory.resolve(asked.get("file").asText()) : null;
        if (file != null && asked.has("bytes")) {
            Files.write(file, Base64.getDecoder().decode(asked.get("bytes").asText()));
        } else if (file != null) {
            Files.createDirectory(file);
        }
        Map<String, Object> answer = new TreeMap<>();
        try {
            Configuration configuration = GlobalConfiguration.loadConfiguration(directory.toString());
            answer.put("values", LoadedConfiguration.texts(configuration));
            answer.put("read", readings(configuration));
        } catch (RuntimeException | Error e) {
            answer.put("exception", Failure.chain(e, directory));
            answer.put("at", Failure.place(e));
        } finally {
            if (file != null) {
                Files.delete(file);
            }
        }
        return answer;
    }

    /** Every known option that a key of the configuration stands for, under whichever of its names. */
    private Map<String, Object> readings(Configuration configuration) {
        Map<String, Object> read = new TreeMap<>();
        for (String key : configuration.keySet()) {
            for (ConfigOption<?> option : options.readingFrom(key)) {
                read.computeIfAbsent(option.key(), name -> OptionType.read(configuration, option));
            }
        }
        return read;
    }

    private Map<String, Object> texts(JsonNode asked) throws IOException {
        Map<String, Object> answer = new TreeMap<>();
        ConfigOption<?> option = options.get(asked.get("option").asText());
        if (option == null) {
            answer.put("noSuchOption", true);
            return answer;
        }
        // A loaded file is what tells Flink 1.19 and 1.20 which syntax lists and maps have.
        Path file = Files.writeString(directory.resolve(asked.get("file").asText()), "empty: file\n");
        Configuration base = GlobalConfiguration.loadConfiguration(directory.toString());
        Files.delete(file);
        Map<String, Object> read = new TreeMap<>();
        for (JsonNode text : asked.get("texts")) {
            Configuration configuration = base.clone();
            configuration.setString(option.key(), text.asText());
            read.put(text.asText(), OptionType.read(configuration, option));
        }
        answer.put("read", read);
        return answer;
    }
}
