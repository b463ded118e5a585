package flint.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table jars.tsv: which module is read at which version for each Flink minor. */
final class JarTable {
    private record Module(String name, boolean withDependencies, Map<String, String> artifacts) {}

    /** Minors, oldest first. */
    final List<String> minors;

    private final List<Module> modules = new ArrayList<>();

    JarTable(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] head = lines.get(0).split("\t");
        minors = List.of(Arrays.copyOfRange(head, 2, head.length));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            Map<String, String> artifacts = new TreeMap<>();
            for (int i = 0; i < minors.size(); i++) {
                String cell = cells[i + 2];
                if (!cell.equals("-")) {
                    // A cell is a version; artifact:version where the minor still names the module otherwise; or has a group before that.
                    String artifact = cell.contains(":") ? cell : cells[0] + ":" + cell;
                    artifacts.put(minors.get(i), artifact.split(":").length == 3 ? artifact : "org.apache.flink:" + artifact);
                }
            }
            modules.add(new Module(cells[0], cells[1].equals("yes"), artifacts));
        }
    }

    /** Writes one pom per minor below {@code directory} and a parent that resolves them in a single Maven run. */
    void writePoms(Path directory, List<String> wanted) throws IOException {
        StringBuilder parent = new StringBuilder(open("jars", "<packaging>pom</packaging>\n  <modules>\n"));
        for (String minor : wanted) {
            parent.append("    <module>").append(minor).append("</module>\n");
            StringBuilder pom = new StringBuilder(open("jars-" + minor, "<packaging>pom</packaging>\n  <dependencies>\n"));
            for (Module module : modules) {
                String artifact = module.artifacts().get(minor);
                if (artifact == null) continue;
                String[] parts = artifact.split(":");
                pom.append("    <dependency><groupId>").append(parts[0]).append("</groupId><artifactId>").append(parts[1])
                        .append("</artifactId><version>").append(parts[2]).append("</version>");
                if (!module.withDependencies()) {
                    pom.append("<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>");
                }
                pom.append("</dependency>\n");
            }
            pom.append("  </dependencies>\n</project>\n");
            Path home = Files.createDirectories(directory.resolve(minor));
            // A list left by an earlier run must not stand in for a resolution that failed.
            Files.deleteIfExists(home.resolve("classpath"));
            Files.writeString(home.resolve("pom.xml"), pom);
        }
        Files.writeString(directory.resolve("pom.xml"), parent.append("  </modules>\n</project>\n"));
    }

    private static String open(String artifact, String rest) {
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <modelVersion>4.0.0</modelVersion>\n"
                + "  <groupId>flint</groupId><artifactId>" + artifact + "</artifactId><version>1</version>\n  " + rest;
    }
}
