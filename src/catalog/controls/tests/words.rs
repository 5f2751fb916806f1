//! Scales, marks, status words and the texts that every file has.

use super::{MODEL, SCALES, check};

#[test]
fn two_scales_cannot_have_the_same_id() {
    check(
        SCALES,
        "marks:",
        "  - { id: ja-nej, label: Igen, words: [ { word: Ja, rating: met }, { word: Nej, rating: not-met } ] }\nmarks:",
        &[
            "G106 controls/scales.yaml:3:11: två skalor har samma id, `ja-nej` | controls/scales.yaml:2:11 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn a_scale_has_words() {
    check(
        SCALES,
        "[ { word: Ja, rating: met }, { word: Nej, rating: not-met } ]",
        "[]",
        &[
            "G130 controls/scales.yaml:2:11: skalan `ja-nej` saknar ord = räkna upp orden, det bästa först: `- { word: Uppfyllt, rating: met }`",
        ],
    );
}

#[test]
fn a_scale_without_the_key_words_has_none() {
    check(
        SCALES,
        ", words: [ { word: Ja, rating: met }, { word: Nej, rating: not-met } ]",
        "",
        &[
            "G130 controls/scales.yaml:2:11: skalan `ja-nej` saknar ord = räkna upp orden, det bästa först: `- { word: Uppfyllt, rating: met }`",
        ],
    );
}

#[test]
fn a_word_stands_once_in_a_scale_whatever_its_case() {
    check(
        SCALES,
        "{ word: Nej, rating: not-met }",
        "{ word: Nej, rating: not-met }, { word: \" NEJ\", rating: not-met }",
        &[
            "G131 controls/scales.yaml:2:116: ordet `NEJ` står två gånger i skalan | controls/scales.yaml:2:84 = ta bort upprepningen; stora och små bokstäver gör ingen skillnad",
        ],
    );
}

#[test]
fn the_words_of_a_scale_stand_best_first() {
    check(
        SCALES,
        "{ word: Nej, rating: not-met }",
        "{ word: Nej, rating: not-met }, { word: Delvis, rating: partly-met }",
        &[
            "G132 controls/scales.yaml:2:116: `Delvis` står efter `Nej` men betyder något bättre | controls/scales.yaml:2:84 = skriv orden i ordning, det bästa först, eller rätta `rating`",
        ],
    );
}

#[test]
fn a_word_that_is_no_rating_may_stand_anywhere() {
    check(
        SCALES,
        "{ word: Ja, rating: met }",
        "{ word: Vet ej, rating: not-assessable }, { word: Ja, rating: met }",
        &[],
    );
}

#[test]
fn a_scale_tells_better_from_worse() {
    check(
        SCALES,
        "rating: not-met } ]",
        "rating: met } ]",
        &[
            "G133 controls/scales.yaml:2:11: skalan `ja-nej` skiljer inte på bättre och sämre = en skala behöver ord för minst två av `met`, `partly-met` och `not-met`",
        ],
    );
}

#[test]
fn each_mark_stands_once() {
    check(
        SCALES,
        "outcome: partly-met",
        "outcome: met",
        &[
            "G134 controls/scales.yaml:4:3: `marks` saknar `partly-met` = lägg till det som saknas, i samma form som de andra raderna",
            "G134 controls/scales.yaml:5:16: utfallet `met` står två gånger i `marks` | controls/scales.yaml:4:16 = ta bort upprepningen, eller rätta namnet",
        ],
    );
}

#[test]
fn each_status_stands_once() {
    check(
        SCALES,
        "code: ateroppnad",
        "code: risk",
        &[
            "G135 controls/scales.yaml:12:3: `statuses` saknar `ateroppnad` = lägg till det som saknas, i samma form som de andra raderna",
            "G135 controls/scales.yaml:21:13: koden `risk` står två gånger i `statuses` | controls/scales.yaml:18:13 = ta bort upprepningen, eller rätta namnet",
        ],
    );
}

#[test]
fn a_colour_has_six_digits() {
    check(
        SCALES,
        "\"#1d6b4b\"",
        "\"#1d6\"",
        &[
            "G136 controls/scales.yaml:4:87: `#1d6` är ingen färg = skriv `#` och sex hexadecimala siffror inom citattecken, till exempel `\"#1d6b4b\"`",
        ],
    );
}

#[test]
fn a_colour_shows_on_white_paper() {
    check(
        SCALES,
        "\"#1d6b4b\"",
        "\"#777777\"",
        &[
            "G137 controls/scales.yaml:4:87: färgen `#777777` har kontrasten 4,47:1 mot vitt, minst 4,5:1 krävs = välj en mörkare nyans av samma färg",
        ],
    );
}

#[test]
fn a_text_has_words() {
    check(
        SCALES,
        "label: Ja eller nej",
        "label: \" \"",
        &["G107 controls/scales.yaml:2:26: `label` är tom = skriv texten, eller ta bort nyckeln om den är frivillig"],
    );
}

#[test]
fn an_invisible_character_is_told_by_its_number() {
    check(
        SCALES,
        "label: Ja eller nej",
        "label: \"Ja \\u202e nej\"",
        &[
            "G108 controls/scales.yaml:2:26: `label` innehåller det osynliga tecknet U+202E = ta bort tecknet, eller skriv om texten för hand",
        ],
    );
}

#[test]
fn an_id_has_no_swedish_letters() {
    check(
        MODEL,
        "{ id: stod",
        "{ id: stöd",
        &[
            "G122 controls/audits/prov/questions.yaml:3:65: modellen `steg` har varken något steg eller stöd som heter `stod` = menades `stöd`, som står i controls/models/steg.yaml rad 6?",
            "G105 controls/models/steg.yaml:6:16: `stöd` är inget giltigt id = ett id har högst 64 tecken av a–z, A–Z, 0–9, `-`, `_` och `.`, och börjar med bokstav eller siffra",
        ],
    );
}

#[test]
fn a_model_is_named_as_its_file() {
    check(
        MODEL,
        "id: steg",
        "id: trappa",
        &[
            "G120 controls/audits/prov/audit.yaml:5:8: ingen modell heter `steg` = det som finns är `trappa`",
            "G102 controls/models/steg.yaml:1:5: modellen `trappa` ligger i filen `steg.yaml` = skriv `id: steg`, eller byt namn på filen",
        ],
    );
}

#[test]
fn a_model_has_steps() {
    check(
        MODEL,
        "[ { id: behov, label: Behov, gloss: Behovet är känt. } ]",
        "[]",
        &[
            "G122 controls/audits/prov/questions.yaml:2:70: modellen `steg` har varken något steg eller stöd som heter `behov` = det som finns är `stod`",
            "G140 controls/models/steg.yaml:1:5: modellen `steg` saknar steg = räkna upp stegen i ordning: `- { id: behov, label: Behov, gloss: \"…\" }`",
        ],
    );
}

#[test]
fn the_support_group_is_no_step_of_the_same_name() {
    check(
        MODEL,
        "{ id: stod",
        "{ id: behov",
        &[
            "G122 controls/audits/prov/questions.yaml:3:65: modellen `steg` har varken något steg eller stöd som heter `stod` = det som finns är `behov`",
            "G106 controls/models/steg.yaml:6:16: två steg i modellen har samma id, `behov` | controls/models/steg.yaml:5:16 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}
