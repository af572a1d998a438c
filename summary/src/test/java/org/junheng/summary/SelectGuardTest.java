package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junheng.summary.SummaryProblem.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectGuardTest {
    @TempDir
    static Path folder;

    static PublishedSummary summary;

    @BeforeAll
    static void open() throws Exception {
        summary = PublishedSummary.open(PublishedWarehouse.in(folder));
    }

    @AfterAll
    static void close() {
        summary.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM school",
                "FROM school",
                "WITH s AS (SELECT * FROM school) SELECT name FROM s;",
                "FROM schools_of(2023)",
                "FROM named",
                "SELECT year, mean_by_list(students) FROM school GROUP BY year",
                "SELECT [each * 2 for each in [1, 2]]",
                "DESCRIBE school",
                "DESCRIBE named",
                "SUMMARIZE named",
                "DESCRIBE FROM schools_of(2023)",
                "SUMMARIZE FROM schools_of(2023)",
                "SHOW school",
                "FROM (DESCRIBE named)",
                "SELECT function_name, macro_definition, comment FROM duckdb_functions() WHERE NOT internal",
                "SUMMARIZE school",
                "SHOW TABLES",
                "SHOW ALL TABLES",
                "VALUES (1)",
                "SELECT 1 -- ; DROP TABLE school",
                "-- a comment\nSELECT /* ; ATTACH 'x' */ ';' ;",
                "SELECT unnest([1, 2])",
                "FROM duckdb_columns() SELECT column_name LIMIT 1",
                "SELECT table_name FROM information_schema.tables",
                "FROM range(3)",
                "SELECT year / students / 2 FROM school"
            })
    void runsOneSelectOverThePublishedTables(String sql) {
        try (var answer = summary.select(sql, QueryLimits.DEFAULT)) {
            assertThat(answer.next()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT * FROM read_text('/etc/passwd')|FUNCTION_REFUSED",
                "SELECT * FROM read_csv('/etc/passwd')|FUNCTION_REFUSED",
                "SELECT * FROM READ_PARQUET('x.parquet')|FUNCTION_REFUSED",
                "SELECT * FROM \"read_blob\"('/etc/passwd')|FUNCTION_REFUSED",
                "SELECT * FROM system.main.read_text('/etc/passwd')|FUNCTION_REFUSED",
                "SELECT * FROM glob('*')|FUNCTION_REFUSED",
                "SELECT * FROM '/etc/passwd'|FILE_REFUSED",
                "SELECT * FROM 'secret.csv'|FILE_REFUSED",
                "COPY school TO '/tmp/x.csv'|NOT_A_SELECT",
                "COPY (SELECT 1) TO '/tmp/x.csv'|NOT_A_SELECT",
                "EXPORT DATABASE '/tmp/x'|NOT_A_SELECT",
                "EXPORT DATABASE '/tmp/x' (FORMAT parquet)|NOT_A_SELECT",
                "COPY school TO '/tmp/x.parquet' (FORMAT parquet)|NOT_A_SELECT",
                "COPY FROM DATABASE memory TO x|NOT_A_SELECT",
                "IMPORT DATABASE '/tmp/x'|NOT_A_SELECT",
                "FROM read_parquet('/tmp/x.parquet')|FUNCTION_REFUSED",
                "FROM parquet_scan('/tmp/x.parquet')|FUNCTION_REFUSED",
                "FROM read_json_auto('/tmp/x.json')|FUNCTION_REFUSED",
                "FROM read_csv('http://localhost/x.csv')|FUNCTION_REFUSED",
                "FROM 'http://localhost/x.parquet'|FILE_REFUSED",
                "FROM 's3://bucket/x.parquet'|FILE_REFUSED",
                "LOAD '/tmp/x.duckdb_extension'|NOT_A_SELECT",
                "FORCE INSTALL httpfs FROM 'http://localhost'|NOT_A_SELECT",
                "SET lock_configuration = false|NOT_A_SELECT",
                "SET GLOBAL enable_external_access = true|NOT_A_SELECT",
                "PRAGMA enable_external_access = true|NOT_A_SELECT",
                "CREATE SECRET s (TYPE s3)|NOT_A_SELECT",
                "ATTACH '/tmp/x.duckdb' AS x|NOT_A_SELECT",
                "INSTALL httpfs|NOT_A_SELECT",
                "LOAD httpfs|NOT_A_SELECT",
                "SET threads = 1|NOT_A_SELECT",
                "RESET threads|NOT_A_SELECT",
                "PRAGMA database_list|NOT_A_SELECT",
                "CALL pragma_version()|NOT_A_SELECT",
                "CHECKPOINT|NOT_A_SELECT",
                "INSERT INTO school VALUES (1, 'x', 1, 1)|NOT_A_SELECT",
                "DROP TABLE school|NOT_A_SELECT",
                "CREATE TEMP TABLE t AS SELECT 1|NOT_A_SELECT",
                "EXPLAIN ANALYZE SELECT 1|NOT_A_SELECT",
                "EXECUTE x|NOT_A_SELECT",
                "SELECT getenv('HOME')|FUNCTION_REFUSED",
                "SELECT current_setting('temp_directory')|FUNCTION_REFUSED",
                "SELECT CURRENT_SETTING('allowed_paths')|FUNCTION_REFUSED",
                "SELECT (FROM duckdb_settings() SELECT max(value))|FUNCTION_REFUSED",
                "WITH s AS (FROM duckdb_databases()) FROM s|FUNCTION_REFUSED",
                "SELECT path FROM duckdb_databases|TABLE_REFUSED",
                "SELECT * FROM Pragma_Database_List|TABLE_REFUSED",
                "SELECT * FROM pg_catalog.pg_settings|TABLE_REFUSED",
                "FROM duckdb_extensions()|FUNCTION_REFUSED",
                "FROM duckdb_secrets()|FUNCTION_REFUSED",
                "FROM query('FROM duckdb_databases()')|FUNCTION_REFUSED",
                "FROM query_table('duckdb_databases')|FUNCTION_REFUSED",
                "FROM histogram_values('duckdb_databases', path)|FUNCTION_REFUSED",
                "FROM json_execute_serialized_sql('{}')|FUNCTION_REFUSED",
                "SELECT json_serialize_plan('FROM duckdb_settings()')|FUNCTION_REFUSED",
                "FROM which_secret('/x', 's3')|FUNCTION_REFUSED",
                "SELECT * FROM school WHERE EXISTS (FROM sniff_csv('/etc/passwd'))|FUNCTION_REFUSED",
                "SELECT 1; SELECT 2|SEVERAL_STATEMENTS",
                "SELECT 1; ATTACH 'x'|NOT_A_SELECT",
                "SELECT 1 /* ; */; /* */ COPY school TO 'x'|NOT_A_SELECT",
                "-- nothing|EMPTY_QUERY",
                ";|EMPTY_QUERY",
                "SELECT * FROM school WHERE year = ?|PARAMETER_REFUSED",
                "SELECT nothing FROM school|WRONG_QUERY",
                "FROM nowhere|WRONG_QUERY",
                "FROM schools_off(2023)|WRONG_QUERY",
                "SELEC 1|WRONG_QUERY",
                "SELECT 'abc|WRONG_QUERY",
                "SELECT 'a'::INTEGER|WRONG_QUERY"
            })
    void refusesWhatIsNotOneSelectOrReachesBeyondTheTables(String sql, Kind kind) {
        var problem = problemOf(sql, QueryLimits.DEFAULT);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.exitCode()).isEqualTo(ExitCode.USAGE);
        for (var language : Language.values()) {
            assertThat(problem.describe(language)).doesNotContain("/etc", "/tmp", folder.toString());
            assertThat(problem.nextStep(language)).isNotEmpty();
        }
    }

    @Test
    void showsNoFolderOfTheMachineInAnyTableThatItAdmits() {
        for (var source : new String[] {
            "duckdb_tables()", "duckdb_views()", "duckdb_columns()", "duckdb_schemas()", "information_schema.tables",
            "information_schema.schemata", "sqlite_master", "duckdb_constraints()", "duckdb_types()", "(SHOW DATABASES)"
        }) {
            try (var answer = summary.select("SELECT x::VARCHAR FROM " + source + " AS x", QueryLimits.DEFAULT)) {
                while (answer.next()) {
                    assertThat(String.valueOf(answer.value(0))).doesNotContain(folder.toString());
                }
            }
        }
    }

    @Test
    void stopsAQueryThatComputesTooLong() {
        var problem = problemOf(
                "SELECT count(*) FROM range(100000000000) a, range(1000) b", new QueryLimits(Duration.ofMillis(300)));
        assertThat(problem.kind()).isEqualTo(Kind.TIME_LIMIT);
        assertThat(problem.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void stopsAQueryThatReturnsRowsForTooLong() {
        var problem = problemOf("FROM range(100000000000)", new QueryLimits(Duration.ofMillis(300)));
        assertThat(problem.kind()).isEqualTo(Kind.TIME_LIMIT);
    }

    @Test
    void stopsAQueryThatNeedsTooMuchMemory() {
        var problem = problemOf("SELECT list(a) FROM range(2000000000) t(a)", QueryLimits.DEFAULT);
        assertThat(problem.kind()).isEqualTo(Kind.MEMORY_LIMIT);
        assertThat(problem.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static SummaryProblem problemOf(String sql, QueryLimits limits) {
        return assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> {
                    try (var answer = summary.select(sql, limits)) {
                        while (answer.next()) {
                            answer.value(0);
                        }
                    }
                })
                .actual();
    }
}
