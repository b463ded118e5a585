package dev.flint.oracle;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source that stands in no file. */
final class JavaSource extends SimpleJavaFileObject {
    private final String text;

    JavaSource(String className, String text) {
        super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
