package dev.flint.oracle.planner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;

/** Says, for every script of a directory, what the planner makes of each of its queries, or why it rejects it. */
public final class Planner {
    private static final Pattern SET = Pattern.compile("(?is)^SET\\s+'([^']*)'\\s*=\\s*'([^']*)'$");
    private static final Pattern OPERATOR = Pattern.compile("(?m)^[\\s:+|-]*([A-Z]\\w+)\\((.*)$");
    private static final Pattern DETAIL = Pattern.compile("distribution=\\[\\w+|upsertMaterialize=\\[true|where=\\[true\\]");

    private Planner() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            scripts = files.filter(path -> path.toString().endsWith(".sql")).sorted().toList();
        }
        List<String> cases = new ArrayList<>();
        for (Path script : scripts) {
            String name = script.getFileName().toString().replace(".sql", "");
            cases.add("  " + quoted(name) + ": [\n    " + String.join(",\n    ", answers(Files.readString(script))) + "\n  ]");
        }
        System.out.println("{\n" + String.join(",\n", cases) + "\n}");
        System.exit(0);
    }

    /** One answer for each query. */
    private static List<String> answers(String script) {
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        List<String> answers = new ArrayList<>();
        for (String part : script.replaceAll("(?m)^--.*$", "").split(";\\s*\\n")) {
            String statement = part.trim();
            Matcher set = SET.matcher(statement);
            if (set.matches()) environment.getConfig().set(set.group(1), set.group(2));
            else if (statement.startsWith("INSERT")) answers.add(quoted(explained(environment, statement)));
            else if (!statement.isEmpty()) environment.executeSql(statement);
        }
        return answers;
    }

    private static String explained(TableEnvironment environment, String statement) {
        try {
            // Only the execution plan makes the planner translate the query, which is where mini-batches are checked.
            String plan = environment.explainSql(statement, ExplainDetail.JSON_EXECUTION_PLAN);
            return operators(plan.substring(plan.indexOf("== Optimized Execution Plan =="), plan.indexOf("== Physical Execution Plan ==")));
        } catch (RuntimeException rejected) {
            return "rejected: " + firstSentence(rejected);
        }
    }

    private static String operators(String plan) {
        List<String> found = new ArrayList<>();
        Matcher operator = OPERATOR.matcher(plan);
        while (operator.find()) {
            List<String> details = DETAIL.matcher(operator.group(2)).results().map(match -> match.group().replaceAll("^.*=\\[|\\]", "")).toList();
            String suffix = details.isEmpty() ? "" : "(" + String.join(", ", details) + ")";
            if (operator.group().contains("upsertMaterialize=[true")) suffix = "(upsertMaterialize)";
            found.add(operator.group(1) + suffix);
        }
        return String.join(" < ", found);
    }

    private static String firstSentence(Throwable rejected) {
        String message = String.valueOf(rejected.getMessage()).split("\n")[0];
        int end = message.indexOf(". ");
        return rejected.getClass().getSimpleName() + ": " + (end < 0 ? message : message.substring(0, end));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
