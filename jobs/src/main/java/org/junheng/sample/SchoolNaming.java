package org.junheng.sample;

/** Names schools by place and number, a few of them awkward to read for a careless parser. */
record SchoolNaming(SchoolFacts.Names names, FileFacts.Oddities oddities) {

    String name(String label, int slot, SchoolFacts.Kind kind, Chance chance) {
        var towns = names.towns();
        var town = towns.get(slot % towns.size());
        var ordinal = ordinal(slot / towns.size());
        var plain = label + town + ordinal + kind.suffix();
        var draw = chance.at("odd name").unit();
        if (draw < oddities.commaAndQuotes()) {
            return names.withCommaAndQuotes().replace("%s", plain);
        }
        return draw < oddities.commaAndQuotes() + oddities.lineBreak()
                ? names.withLineBreak().replace("%s", plain)
                : plain;
    }

    /** The town's name; the first towns of a county lend theirs to its groups and clusters. */
    String town(int number) {
        return names.towns().get(number % names.towns().size());
    }

    private String ordinal(int round) {
        return round < names.ordinals().size()
                ? names.ordinals().get(round)
                : names.laterOrdinal().replace("%d", Integer.toString(round + 1));
    }
}
