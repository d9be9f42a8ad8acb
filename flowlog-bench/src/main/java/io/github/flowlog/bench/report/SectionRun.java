package io.github.flowlog.bench.report;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A section as it was measured on one JDK.
 *
 * @param section which one
 * @param jdk feature version of the JDK
 * @param jvm name and version of the JVM
 * @param date day, in UTC
 * @param machine what it ran on
 * @param commands what was typed
 * @param results of all steps, in their order
 */
record SectionRun(
        Section section,
        int jdk,
        String jvm,
        String date,
        String machine,
        List<String> commands,
        List<Measurement> results) {

    private static final String SUFFIX = ".properties";

    /** Notes beside the results of a section's steps, when all are there. */
    static void note(Path folder, Section section, String date) throws IOException {
        Properties notes = new Properties();
        notes.setProperty("jvm", Machine.jvm());
        notes.setProperty("machine", Machine.description());
        notes.setProperty("date", date);
        for (int i = 0; i < section.steps().size(); i++) {
            notes.setProperty("command." + i, section.steps().get(i).command());
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve(section.id() + SUFFIX))) {
            notes.store(out, null);
        }
    }

    /** Where the results of a step belong. */
    static Path results(Path folder, Section section, int step) {
        return folder.resolve(section.id() + "-" + step + ".json");
    }

    /** Reads what there is of all sections in the folder of one JDK, in the order of the sections. */
    static List<SectionRun> read(Path folder, int jdk) throws IOException {
        List<SectionRun> runs = new ArrayList<>();
        for (Section section : Section.values()) {
            Path file = folder.resolve(section.id() + SUFFIX);
            if (Files.exists(file)) {
                runs.add(read(folder, section, jdk, file));
            }
        }
        return runs;
    }

    private static SectionRun read(Path folder, Section section, int jdk, Path file) throws IOException {
        Properties notes = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            notes.load(in);
        }
        List<String> commands = new ArrayList<>();
        List<Measurement> results = new ArrayList<>();
        for (int i = 0; notes.containsKey("command." + i); i++) {
            commands.add(notes.getProperty("command." + i));
            results.addAll(MeasurementFile.read(results(folder, section, i)));
        }
        return new SectionRun(
                section,
                jdk,
                notes.getProperty("jvm"),
                notes.getProperty("date"),
                notes.getProperty("machine"),
                commands,
                results);
    }
}
