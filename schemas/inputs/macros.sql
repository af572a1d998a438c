-- SQL that formulas of rules share. Each macro is null where its answer cannot be told.

-- bands: list of {least, most, classes, students} of one stage; largest: size of the largest class, where classes are listed.
-- Whether no class has more than `size` students (C15: bands alone cannot tell of a size within a band).
CREATE MACRO no_class_over(bands, largest, size) AS
  CASE
    WHEN largest > size THEN false
    WHEN list_sum(list_transform(list_filter(bands, lambda band: coalesce(band.least, 0) > size), lambda band: band.classes)) > 0 THEN false
    WHEN bands IS NULL THEN NULL
    WHEN largest <= size THEN true
    WHEN coalesce(list_sum(list_transform(list_filter(bands, lambda band: coalesce(band.most, 1000000) > size), lambda band: band.classes)), 0) = 0 THEN true
  END;

-- How many classes have more than `size` students, where bands tell it.
CREATE MACRO classes_over(bands, largest, size) AS
  CASE
    WHEN no_class_over(bands, largest, size) THEN 0
    WHEN coalesce(list_sum(list_transform(list_filter(bands, lambda band: coalesce(band.most, 1000000) > size), lambda band: band.classes)), 0)
       = coalesce(list_sum(list_transform(list_filter(bands, lambda band: coalesce(band.least, 0) > size), lambda band: band.classes)), 0)
      THEN coalesce(list_sum(list_transform(list_filter(bands, lambda band: coalesce(band.least, 0) > size), lambda band: band.classes)), 0)
  END;

-- Urban-rural class (C5): 农村 = 镇区 + 乡村; clauses that say 乡村 mean 2xx alone.
CREATE MACRO urban(urban_rural) AS urban_rural[1:2] = '11';
CREATE MACRO rural(urban_rural) AS urban_rural[1:2] <> '11';
CREATE MACRO village(urban_rural) AS urban_rural[1:1] = '2';
