package org.junheng.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The music and art rooms of one county's schools, year after year: what is built stays, what is lacking is built later. */
final class RoomStock {

    static final List<String> KINDS = List.of("music", "art");

    private final CountySheetFacts facts;
    private final SheetFacts.Rooms said;
    private final SampleCounty county;
    private final boolean inOrder;
    private final int firstYear;
    private final Map<String, List<Room>> rooms = new HashMap<>();

    /** A room; what is asked of it is {@code enough} or, where it is too small, not. */
    record Room(String kind, int number, int built, BigDecimal area, boolean enough) {}

    RoomStock(CountySheetFacts facts, SampleCounty county, int firstYear) {
        this.facts = facts;
        this.said = facts.facts().rooms();
        this.county = county;
        this.inOrder = facts.facts().known(county.code()).inOrder();
        this.firstYear = firstYear;
    }

    /** The rooms of an open school in a year; years must come in order. */
    List<Room> rooms(School school, int classes, int year) {
        var chance = school.chance().at("rooms");
        var lacking = does(school, year) ? "" : KINDS.get(chance.at("lacking").between(0, 1));
        var of = new ArrayList<Room>();
        for (var kind : KINDS) {
            var key = school.code() + kind;
            var stock = rooms.computeIfAbsent(key, none -> new ArrayList<>());
            build(stock, kind, classes, kind.equals(lacking), chance.at(kind), year);
            of.addAll(stock);
        }
        return of;
    }

    private boolean does(School school, int year) {
        var standing = school.chance().at("rooms").at("standing").unit();
        if (isLeftOut(school)) {
            return standing < said.outOfScope();
        }
        var toGo = county.yearsToGo(year, facts.sample().resources());
        return inOrder || standing < said.meets().chance(toGo);
    }

    private static boolean isLeftOut(School school) {
        return school.kind().outOfScope() || school.kind().size() == SchoolFacts.PointSize.SMALL;
    }

    private void build(List<Room> stock, String kind, int classes, boolean lacking, Chance chance, int year) {
        var asked = new RuleLimits.Asked(county.code(), year, null);
        var classesARoom =
                facts.limits().certain(said.item(), "classes_a_room", asked).intValueExact();
        var needed = (classes + classesARoom - 1) / classesARoom;
        var full = lacking ? needed - 1 : needed;
        for (var i = 0; i < stock.size(); i++) {
            if (!stock.get(i).enough() && !lacking) {
                stock.set(i, built(kind, i + 1, chance, year, year, true));
            }
        }
        while (stock.size() < full) {
            var number = stock.size() + 1;
            var built = year > firstYear
                    ? year
                    : year - said.built().whole(chance.at(number).at("built"));
            stock.add(built(kind, number, chance, built, year, true));
        }
        if (lacking && stock.size() < needed && chance.at("fewer").unit() >= said.fewer()) {
            stock.add(built(kind, needed, chance, Math.min(year, firstYear) - 1, year, false));
        }
    }

    private Room built(String kind, int number, Chance chance, int built, int year, boolean enough) {
        var asked = new RuleLimits.Asked(county.code(), year, null);
        var older = facts.limits().certain(said.item(), "older_until", asked).intValueExact() >= built;
        var least = facts.limits().certain(said.item(), (older ? "older_" : "") + kind + "_area", asked);
        var span = enough ? older ? said.olderArea() : said.area() : said.smallArea();
        var area = least.doubleValue() * span.at(chance.at(number).at("area").unit());
        return new Room(kind, number, built, BigDecimal.valueOf((long) Math.ceil(area)), enough);
    }
}
