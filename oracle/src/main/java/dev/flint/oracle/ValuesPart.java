package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** What a text means when an option of a type is read, after either kind of file: the kind decides how lists and maps are split. */
record ValuesPart(Layout layout, FlinkVersion version) implements Part {
    @Override
    public String name() {
        return "values";
    }

    @Override
    public int answerDepth() {
        return 3;
    }

    @Override
    public Map<String, Object> answers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();
        JsonNode cases = Json.read(layout.corpus("values.json"));
        if (version.readsLegacy()) {
            answers.put("legacy", ask(cases, FileKind.LEGACY));
        }
        if (version.readsStandard()) {
            answers.put("standard", ask(cases, FileKind.STANDARD));
        }
        return answers;
    }

    private Map<String, Object> ask(JsonNode cases, FileKind kind) throws IOException {
        Configuration base = loadEmpty(kind);
        Map<String, Object> answers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> type : cases.properties()) {
            Map<String, Object> ofType = new TreeMap<>();
            for (JsonNode text : type.getValue()) {
                Configuration configuration = base.clone();
                configuration.setString("k", text.asText());
                ofType.put(text.asText(), OptionType.read(configuration, "k", type.getKey()));
            }
            answers.put(type.getKey(), ofType);
        }
        return answers;
    }

    /** A loaded file, even an empty one, is what tells Flink 1.19 and 1.20 which value syntax holds. */
    private Configuration loadEmpty(FileKind kind) throws IOException {
        try (Scratch scratch = Scratch.in(layout.scratch(version))) {
            Files.writeString(scratch.path().resolve(kind.fileName()), "empty: file\n");
            return GlobalConfiguration.loadConfiguration(scratch.path().toString());
        }
    }
}
