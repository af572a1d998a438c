-- SQL that formulas of rules share. Each macro is null where its answer cannot be told.

-- bands: list of {least, most, classes, students, known} of one stage; classes is null where not every form tells them, and then
-- `known` is how many there are at least. largest: size of the largest class, where classes are listed.
-- How many classes surely have more than `size` students, and how many may have (1000000: a band without an upper end); the
-- latter is null where a band that matters is blank.
CREATE MACRO classes_surely_over(bands, size) AS
  list_sum(list_transform(bands, lambda band: if(coalesce(band.least, 0) > size, coalesce(band.classes, band.known, 0), 0)));
CREATE MACRO classes_possibly_over(bands, size) AS
  CASE WHEN len(list_filter(bands, lambda band: coalesce(band.most, 1000000) > size AND band.classes IS NULL)) = 0
    THEN list_sum(list_transform(bands, lambda band: if(coalesce(band.most, 1000000) > size, band.classes, 0))) END;

-- Whether no class has more than `size` students (C15: bands alone cannot tell of a size within a band).
CREATE MACRO no_class_over(bands, largest, size) AS
  CASE
    WHEN largest > size THEN false
    WHEN bands IS NULL THEN NULL
    WHEN classes_surely_over(bands, size) > 0 THEN false
    WHEN largest <= size THEN true
    WHEN classes_possibly_over(bands, size) = 0 THEN true
  END;

-- How many classes have more than `size` students, where bands tell it.
CREATE MACRO classes_over(bands, largest, size) AS
  CASE
    WHEN bands IS NULL THEN NULL
    WHEN largest <= size THEN 0
    WHEN classes_surely_over(bands, size) = classes_possibly_over(bands, size) THEN classes_surely_over(bands, size)
  END;

-- Urban-rural class (C5): 农村 = 镇区 + 乡村; clauses that say 乡村 mean 2xx alone.
CREATE MACRO urban(urban_rural) AS urban_rural[1:2] = '11';
CREATE MACRO rural(urban_rural) AS urban_rural[1:2] <> '11';
CREATE MACRO village(urban_rural) AS urban_rural[1:1] = '2';

-- The largest class of a stage is surely as large as this / surely no larger (1000000: a band without an upper end).
CREATE MACRO largest_at_least(bands, largest) AS
  coalesce(largest, list_max(list_transform(list_filter(bands, lambda band: coalesce(band.classes, band.known) > 0), lambda band: band.least)));
CREATE MACRO largest_at_most(bands, largest) AS
  coalesce(largest, list_max(list_transform(list_filter(bands, lambda band: band.classes IS DISTINCT FROM 0), lambda band: coalesce(band.most, 1000000))));

-- rooms: list of {kind, area, year_built} of one school. Rooms of a kind with the area asked for, or with `older_area` where built in
-- `older_until` or before: those that surely count, and those that count unless what is blank says otherwise.
CREATE MACRO rooms_surely(rooms, wanted, least_area, older_area, older_until) AS
  len(list_filter(rooms, lambda room: room.kind = wanted
    AND (room.area >= least_area OR room.area >= older_area AND room.year_built <= older_until)));
CREATE MACRO rooms_possibly(rooms, wanted, least_area, older_area, older_until) AS
  len(list_filter(rooms, lambda room: room.kind = wanted
    AND (room.area >= least_area OR room.area >= older_area AND room.year_built <= older_until) IS DISTINCT FROM false));
-- Whether there is one of them for every `classes_a_room` classes, a part of that many counting as all.
CREATE MACRO enough_rooms(rooms, wanted, classes_a_room, classes, least_area, older_area, older_until) AS
  CASE
    WHEN rooms IS NULL THEN NULL
    WHEN classes_a_room * rooms_surely(rooms, wanted, least_area, older_area, older_until) >= classes THEN true
    WHEN classes_a_room * rooms_possibly(rooms, wanted, least_area, older_area, older_until) < classes THEN false
  END;
