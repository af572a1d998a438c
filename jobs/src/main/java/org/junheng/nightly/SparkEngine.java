package org.junheng.nightly;

import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts Spark when the first step asks for it, and stops it in the end. */
public class SparkEngine implements Supplier<JavaSparkContext>, AutoCloseable {
    private final String master;
    private JavaSparkContext context;

    /**
     * @param master Spark's master; under {@code spark-submit} the one given there wins
     */
    public SparkEngine(String master) {
        this.master = master;
    }

    @Override
    public JavaSparkContext get() {
        if (context == null) {
            var conf = new SparkConf()
                    .setAppName("junheng")
                    .setIfMissing("spark.master", master)
                    .setIfMissing("spark.ui.enabled", "false");
            if (conf.get("spark.master").startsWith("local")) {
                // Nothing leaves the machine: a local run listens on loopback alone.
                conf.setIfMissing("spark.driver.host", "127.0.0.1")
                        .setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            }
            context = new JavaSparkContext(conf);
        }
        return context;
    }

    @Override
    public void close() {
        if (context != null) {
            context.stop();
            context = null;
        }
    }
}
