package org.junheng.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The least and greatest mean and coefficient of variation that a county can have where some of its schools are known only
 * within ranges (conventions C18).
 *
 * <p>With A = Σ P_i, B = Σ P_i X_i², C = Σ P_i X_i the mean is C / A and CV² + 1 = A B / C². For every λ &gt; 0,
 * √(A B) ≤ (λ A + B / λ) / 2, with equality at λ = √(B / A) (arithmetic and geometric mean). So CV is least and greatest where
 * the ratio (λ A + B / λ) / 2 C is, which for a given λ is a ratio of sums over schools: each school can be set by itself
 * (Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967). The least CV is the least over λ of the
 * least ratio, found by branch and bound over λ alone. The greatest ratio is convex in λ, and at each λ no CV lies above it:
 * an outer bound. It is attained once every school's value stands at one of its ends, so branching over these makes it exact.
 * Where a resource is known and the students are not, a school is bound by both ends of its students likewise.
 *
 * <p>What is not exact is an outer bound: no possible value lies outside.
 *
 * @param meanLow least mean; {@code NaN} where no school can have students
 * @param meanHigh greatest mean
 * @param cvLow least CV; {@code NaN} where the mean may be 0, so that nothing bounds the CV
 * @param cvHigh greatest CV; {@code NaN} likewise
 * @param exact whether both bounds of the CV are attained; else they may be wider than need be, never narrower
 */
record VariationBounds(double meanLow, double meanHigh, double cvLow, double cvHigh, boolean exact) {
    /** How close, relative to √(CV² + 1), a bound must come to a value that is attained to count as attained. */
    private static final double CLOSENESS = 1e-12;

    private static final int STEPS = 100;

    /** Branches looked at for one bound; of eighty uncertain schools a few dozen were enough. */
    private static final int BRANCHES = 400;

    /**
     * What is possible of one school: any of its values, or resources, with any of its numbers of students.
     *
     * @param low least value per student, from 0; or least resource
     * @param high greatest value per student; or greatest resource
     * @param studentsLow fewest students, from 0: a school without any counts for nothing
     * @param studentsHigh most students
     * @param perStudent whether {@code low} and {@code high} are values per student; else they are resources, with scale, so
     *     that fewer students have more of them each
     */
    record Range(double low, double high, double studentsLow, double studentsHigh, boolean perStudent) {
        Range {
            if (!(0 <= low && low <= high && high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a range of values runs from 0 upwards; found " + low + ", " + high);
            }
            if (!(0 <= studentsLow && studentsLow <= studentsHigh && studentsHigh < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a range of students runs from 0 upwards; found " + studentsLow + ", " + studentsHigh);
            }
        }

        static Range ofValues(double low, double high, double studentsLow, double studentsHigh) {
            return new Range(low, high, studentsLow, studentsHigh, true);
        }

        static Range ofResources(double low, double high, double studentsLow, double studentsHigh) {
            return new Range(low, high, studentsLow, studentsHigh, false);
        }

        /** The fewest students that it has if it has any. */
        private double fewest() {
            return perStudent ? studentsLow : Math.min(Math.max(1, studentsLow), studentsHigh);
        }

        private double greatestValue() {
            return perStudent ? high : fewest() > 0 ? high / fewest() : 0;
        }
    }

    /**
     * Bounds the mean and the CV.
     *
     * @param values X_i ≥ 0 of the schools that are known
     * @param students their P_i &gt; 0
     * @param ranges the other schools
     * @throws IllegalArgumentException for no school at all
     */
    static VariationBounds of(double[] values, double[] students, List<Range> ranges) {
        if (values.length != students.length || values.length + ranges.size() == 0) {
            throw new IllegalArgumentException("needs as many values as students, at least one");
        }
        var search = new Search(values, students, ranges);
        var mean = new Ratio(0, 1, 0, 1, 0);
        double meanLow = search.extreme(mean, search.ends(), false);
        double meanHigh = search.extreme(mean, search.ends(), true);
        if (Double.isNaN(meanLow) || !search.hasResource()) {
            return new VariationBounds(meanLow, meanHigh, Double.NaN, Double.NaN, true);
        }
        var low = search.least();
        var high = search.greatest();
        return new VariationBounds(
                meanLow, meanHigh, low.cv(), Math.max(low.cv(), high.cv()), low.attained() && high.attained());
    }

    /** Whether the CV is the same whatever the schools are in truth, but for rounding. */
    boolean isPoint() {
        return cvHigh - cvLow <= CLOSENESS;
    }

    /** A bound of the CV. */
    private record Bound(double cv, boolean attained) {
        /**
         * @param root √(CV² + 1) that no CV passes
         * @param attainedRoot √(CV² + 1) of a value that is possible
         * @param attainedCv that value
         */
        static Bound of(double root, double attainedRoot, double attainedCv) {
            return Math.abs(root - attainedRoot) <= CLOSENESS * attainedRoot
                    ? new Bound(attainedCv, true)
                    : new Bound(Math.sqrt(Math.max(0, (root - 1) * (root + 1))), false);
        }
    }

    /** Σ P (n0 + n1 X + n2 X²) / Σ P (d0 + d1 X). */
    private record Ratio(double n0, double n1, double n2, double d0, double d1) {
        /** What a student at a value adds to the numerator less what it adds to the level times the divisor. */
        double part(double value, double level) {
            return n0 - level * d0 + (n1 - level * d1 + n2 * value) * value;
        }

        /** The students at which a school with a resource adds least, for the value that each of them then has. */
        double fewestFor(double resource, double fewest, double most, double level) {
            double perSchool = n0 - level * d0;
            return perSchool > 0 ? Math.min(most, Math.max(fewest, resource * Math.sqrt(n2 / perSchool))) : most;
        }

        /** The value within the ends at which a school's part is extreme, given the level of the whole. */
        double best(double low, double high, double level, boolean greatest) {
            if (!greatest && n2 > 0) {
                return Math.min(high, Math.max(low, (level * d1 - n1) / (2 * n2)));
            }
            boolean upper = greatest ? part(high, level) > part(low, level) : part(high, level) < part(low, level);
            return upper ? high : low;
        }

        double of(double a, double b, double c) {
            double divisor = d0 * a + d1 * c;
            return divisor > 0 ? (n0 * a + n1 * c + n2 * b) / divisor : Double.NaN;
        }

        static Ratio root(double lambda) {
            return new Ratio(lambda / 2, 0, 1 / (2 * lambda), 0, 1);
        }
    }

    /** The ends between which values, or resources, and students are still free. */
    private record Ends(double[] lows, double[] highs, double[] fewest, double[] most) {
        /** Half of it: one school set to one of its ends; number i is the value of school i, n + i its students. */
        Ends half(int number, boolean upper) {
            var half = new Ends(lows.clone(), highs.clone(), fewest.clone(), most.clone());
            boolean ofValue = number < lows.length;
            var low = ofValue ? half.lows : half.fewest;
            var high = ofValue ? half.highs : half.most;
            int at = number % lows.length;
            low[at] = upper ? high[at] : low[at];
            high[at] = low[at];
            return half;
        }
    }

    /** A branch, and the best that it can hold. */
    private record Branch(Ends ends, double root, int widest) {}

    /** A span of λ and the least √(CV² + 1) that it can hold. */
    private record Span(double from, double to, double root) {}

    private static final class Search {
        private final List<Range> ranges;
        /** Students, mean and Σ P (X − mean)² of the known schools. */
        private double knownStudents;

        private double knownMean;
        private double knownSquares;
        private double knownHighest;
        /** The point last looked at. */
        private final double[] value;

        private final double[] students;
        /** Σ P, Σ P X², Σ P X at that point. */
        private double a;

        private double b;
        private double c;

        Search(double[] values, double[] weights, List<Range> ranges) {
            this.ranges = ranges;
            this.value = new double[ranges.size()];
            this.students = new double[ranges.size()];
            double resource = 0;
            for (int i = 0; i < values.length; i++) {
                knownStudents += weights[i];
                resource += weights[i] * values[i];
                knownHighest = Math.max(knownHighest, values[i]);
            }
            knownMean = knownStudents > 0 ? resource / knownStudents : 0;
            for (int i = 0; i < values.length; i++) {
                knownSquares += weights[i] * (values[i] - knownMean) * (values[i] - knownMean);
            }
        }

        Ends ends() {
            return new Ends(
                    ranges.stream().mapToDouble(Range::low).toArray(),
                    ranges.stream().mapToDouble(Range::high).toArray(),
                    ranges.stream().mapToDouble(Range::fewest).toArray(),
                    ranges.stream().mapToDouble(Range::studentsHigh).toArray());
        }

        /** Whether the mean is above 0 in every case. */
        boolean hasResource() {
            return knownMean > 0 || ranges.stream().anyMatch(range -> range.low() > 0 && range.studentsLow() > 0);
        }

        private void sum() {
            a = knownStudents;
            c = knownStudents * knownMean;
            b = c * knownMean + knownSquares;
            for (int i = 0; i < value.length; i++) {
                a += students[i];
                c += students[i] * value[i];
                b += students[i] * value[i] * value[i];
            }
        }

        /** √(CV² + 1) of the point. */
        private double root() {
            return Math.sqrt(1 + cv() * cv());
        }

        /** CV of the point, in two passes. */
        private double cv() {
            double mean = c / a;
            double squares = knownSquares + knownStudents * (knownMean - mean) * (knownMean - mean);
            for (int i = 0; i < value.length; i++) {
                squares += students[i] * (value[i] - mean) * (value[i] - mean);
            }
            return Math.sqrt(squares / a) / mean;
        }

        /**
         * The extreme of a ratio; the point takes it. Each step sets every school by itself as it is best at the level
         * reached, so the level rises, or falls, to the extreme.
         */
        double extreme(Ratio ratio, Ends ends, boolean greatest) {
            for (int i = 0; i < value.length; i++) {
                students[i] = ends.most()[i];
                value[i] = ranges.get(i).perStudent()
                        ? ends.highs()[i]
                        : students[i] > 0 ? ends.highs()[i] / students[i] : 0;
            }
            sum();
            double level = ratio.of(a, b, c);
            for (int step = 0; step < STEPS; step++) {
                for (int i = 0; i < value.length; i++) {
                    if (ranges.get(i).perStudent()) {
                        value[i] = ratio.best(ends.lows()[i], ends.highs()[i], level, greatest);
                        boolean many = greatest == ratio.part(value[i], level) > 0;
                        students[i] = many ? ends.most()[i] : ends.fewest()[i];
                    } else {
                        setResource(i, ratio, ends, level, greatest);
                    }
                }
                sum();
                double next = ratio.of(a, b, c);
                if (Double.isNaN(next) || (greatest ? next <= level : next >= level)) {
                    break;
                }
                level = next;
            }
            return level;
        }

        /**
         * Sets a school with a range of resources. What it adds is convex in resource and students together and grows with
         * both alike, so it is greatest at a corner and least on an edge.
         */
        private void setResource(int i, Ratio ratio, Ends ends, double level, boolean greatest) {
            double fewest = ends.fewest()[i];
            double most = ends.most()[i];
            boolean mayLack = ranges.get(i).studentsLow() == 0;
            double best = mayLack || most == 0 ? 0 : greatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            students[i] = 0;
            value[i] = 0;
            if (most == 0) {
                return;
            }
            for (double resource : new double[] {ends.lows()[i], ends.highs()[i]}) {
                double between = greatest ? fewest : ratio.fewestFor(resource, fewest, most, level);
                for (double heads : new double[] {fewest, between, most}) {
                    best = tried(i, ratio, resource / heads, heads, level, greatest, best);
                }
            }
            if (!greatest) {
                for (double heads : new double[] {fewest, most}) {
                    double each = ratio.best(ends.lows()[i] / heads, ends.highs()[i] / heads, level, false);
                    best = tried(i, ratio, each, heads, level, false, best);
                }
            }
        }

        private double tried(
                int i, Ratio ratio, double each, double heads, double level, boolean greatest, double best) {
            double part = heads * ratio.part(each, level);
            if (greatest ? part > best : part < best) {
                students[i] = heads;
                value[i] = each;
                return part;
            }
            return best;
        }

        private double greatestLambda() {
            double highest = knownHighest;
            for (var range : ranges) {
                highest = Math.max(highest, range.greatestValue());
            }
            return highest;
        }

        /** The least CV: branch and bound over λ = √(B / A). */
        Bound least() {
            var ends = ends();
            double from = extreme(new Ratio(0, 1, 0, 1, 0), ends, false);
            double attained = root();
            double cv = cv();
            var open = new PriorityQueue<Span>(Comparator.comparingDouble(Span::root));
            // √(B / A) is no less than the mean and no more than the greatest value.
            open.add(new Span(from, greatestLambda(), 1));
            for (int looked = 0; looked < BRANCHES && !open.isEmpty(); looked++) {
                if (open.peek().root() >= attained * (1 - CLOSENESS)) {
                    break;
                }
                var span = open.poll();
                double middle = Math.sqrt(span.from() * span.to());
                double whole = extreme(Ratio.root(middle), ends, false);
                if (root() < attained) {
                    attained = root();
                    cv = cv();
                }
                for (var half : List.of(new Span(span.from(), middle, 0), new Span(middle, span.to(), 0))) {
                    double root = Math.max(span.root(), within(half, middle, whole, ends));
                    if (root < attained * (1 - CLOSENESS)) {
                        open.add(new Span(half.from(), half.to(), root));
                    }
                }
            }
            double root =
                    open.isEmpty() ? attained : Math.min(attained, open.peek().root());
            return Bound.of(root, attained, cv);
        }

        /**
         * No ratio with λ in the span is less. λ A + B / λ is convex in λ and so lies above its tangent at one end, which is
         * least at one end of the span.
         *
         * @param middle the end at which the tangent is taken, where the least ratio is {@code whole}
         */
        private double within(Span span, double middle, double whole, Ends ends) {
            double end = span.from() == middle ? span.to() : span.from();
            double slope = 2 / middle - end / middle / middle;
            if (slope <= 0) {
                // The tangent is of no use so far out: A weighs no less than at one end, B no less than at the other.
                return extreme(new Ratio(span.from() / 2, 0, 1 / (2 * span.to()), 0, 1), ends, false);
            }
            return Math.min(whole, extreme(new Ratio(end / 2, 0, slope / 2, 0, 1), ends, false));
        }

        /** The greatest CV: for each branch the λ whose bound is least; then the school whose end is least clear is split. */
        Bound greatest() {
            double attained = 0;
            double cv = 0;
            var open = new PriorityQueue<Branch>(
                    Comparator.comparingDouble(Branch::root).reversed());
            var waiting = new ArrayList<>(List.of(ends()));
            for (int looked = 0; !waiting.isEmpty(); ) {
                for (var ends : waiting) {
                    looked++;
                    var branch = bound(ends);
                    if (root() > attained) {
                        attained = root();
                        cv = cv();
                    }
                    open.add(branch);
                }
                waiting.clear();
                var best = open.peek();
                if (best.root() > attained * (1 + CLOSENESS) && best.widest() >= 0 && looked < BRANCHES) {
                    open.poll();
                    waiting.add(best.ends().half(best.widest(), false));
                    waiting.add(best.ends().half(best.widest(), true));
                }
            }
            return Bound.of(Math.max(attained, open.peek().root()), attained, cv);
        }

        /** Bounds a branch; the point takes the greatest CV that was come across in it. */
        private Branch bound(Ends ends) {
            double from = extreme(new Ratio(0, 1, 0, 1, 0), ends, false);
            double to = greatestLambda();
            double root = Double.POSITIVE_INFINITY;
            double attained = 0;
            int widest = -1;
            var bestValue = value.clone();
            var bestStudents = students.clone();
            double lambda = Math.sqrt(b / a);
            for (int step = 0; step < STEPS; step++) {
                double bound = extreme(Ratio.root(lambda), ends, true);
                if (bound < root) {
                    root = bound;
                    widest = leastClear(lambda, bound, ends);
                }
                double here = Math.sqrt(b / a);
                if (root() > attained) {
                    attained = root();
                    System.arraycopy(value, 0, bestValue, 0, value.length);
                    System.arraycopy(students, 0, bestStudents, 0, value.length);
                }
                if (root <= attained * (1 + CLOSENESS) || to <= from * (1 + CLOSENESS)) {
                    break;
                }
                // The bound is convex in λ and falls towards √(B / A) of its point.
                if (here > lambda) {
                    from = lambda;
                } else {
                    to = lambda;
                }
                lambda = step % 2 == 0 && here > from && here < to ? here : Math.sqrt(from * to);
            }
            System.arraycopy(bestValue, 0, value, 0, value.length);
            System.arraycopy(bestStudents, 0, students, 0, value.length);
            climb();
            return new Branch(ends, root, widest);
        }

        /** What is free and comes closest with its two ends in what it adds, or −1 where nothing need be set. */
        private int leastClear(double lambda, double level, Ends ends) {
            var ratio = Ratio.root(lambda);
            int found = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < value.length; i++) {
                boolean perStudent = ranges.get(i).perStudent();
                double heads = perStudent || students[i] == 0 ? 1 : students[i];
                if (ends.highs()[i] > ends.lows()[i]) {
                    double distance = distance(
                            ratio.part(ends.lows()[i] / heads, level), ratio.part(ends.highs()[i] / heads, level));
                    if (distance < least) {
                        least = distance;
                        found = i;
                    }
                }
                // Given a resource, the CV is greatest with the fewest students or the most; given a value it need not
                // be.
                if (!perStudent && ends.most()[i] > ends.fewest()[i]) {
                    double few = ends.fewest()[i];
                    double many = ends.most()[i];
                    double resource = value[i] * students[i];
                    double distance = distance(
                            few * ratio.part(resource / few, level), many * ratio.part(resource / many, level));
                    if (distance < least) {
                        least = distance;
                        found = value.length + i;
                    }
                }
            }
            return found;
        }

        private static double distance(double one, double other) {
            return Math.abs(one - other) / (Math.abs(one) + Math.abs(other) + Double.MIN_NORMAL);
        }

        /** Takes the students of each school in turn to where the CV is greatest; values given, no other top stands in the way. */
        private void climb() {
            sum();
            for (int step = 0; step < STEPS; step++) {
                double before = root();
                for (int i = 0; i < value.length; i++) {
                    if (ranges.get(i).perStudent()) {
                        students[i] = bestStudents(i);
                        sum();
                    }
                }
                if (root() <= before * (1 + CLOSENESS / STEPS)) {
                    return;
                }
            }
        }

        /** With the others fixed, the derivative of CV² + 1 by a school's students is 0 once, at a maximum. */
        private double bestStudents(int i) {
            double x = value[i];
            var range = ranges.get(i);
            double otherA = a - students[i];
            double otherB = b - students[i] * x * x;
            double otherC = c - students[i] * x;
            double curvature = x * (otherB + x * x * otherA - 2 * x * otherC);
            if (!(curvature > 0)) {
                return x == 0 ? range.studentsHigh() : students[i];
            }
            double top = (otherC * (otherB + x * x * otherA) - 2 * x * otherA * otherB) / curvature;
            return Math.min(range.studentsHigh(), Math.max(range.studentsLow(), top));
        }
    }
}
