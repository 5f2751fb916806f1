//! Audits: their frame, moments, questions, rules and recommendations.

use super::{AUDIT, QUESTIONS, RECOMMENDATIONS, check};

#[test]
fn an_audit_is_named_as_its_folder() {
    check(
        AUDIT,
        "id: prov",
        "id: proven",
        &[
            "G102 controls/audits/prov/audit.yaml:1:5: granskningen `proven` ligger i mappen `prov` = skriv `id: prov`, eller byt namn på mappen",
        ],
    );
}

#[test]
fn a_year_exists_in_the_calendar() {
    check(
        AUDIT,
        "is: 2023",
        "is: 2023-13",
        &[
            "G110 controls/audits/prov/audit.yaml:3:13: `2023-13` är ingen period = skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`",
        ],
    );
}

#[test]
fn a_model_that_does_not_exist_is_dangling() {
    check(
        AUDIT,
        "model: steg",
        "model: stegen",
        &[
            "G120 controls/audits/prov/audit.yaml:5:8: ingen modell heter `stegen` = menades `steg`, som står i controls/models/steg.yaml rad 1?",
        ],
    );
}

#[test]
fn a_scale_that_does_not_exist_is_dangling() {
    check(
        AUDIT,
        "moment-scale: ja-nej",
        "moment-scale: omfattning",
        &["G121 controls/audits/prov/audit.yaml:7:15: ingen skala heter `omfattning` = det som finns är `ja-nej`"],
    );
}

#[test]
fn a_document_is_named_once() {
    check(
        AUDIT,
        "[revisionsrapport]",
        "[revisionsrapport, revisionsrapport]",
        &[
            "G106 controls/audits/prov/audit.yaml:4:31: `revisionsrapport` står två gånger i samma lista | controls/audits/prov/audit.yaml:4:13 = ta bort upprepningen",
        ],
    );
}

#[test]
fn a_document_cannot_lie_in_another_folder() {
    check(
        AUDIT,
        "[revisionsrapport]",
        "[../hemligt]",
        &[
            "G105 controls/audits/prov/audit.yaml:4:13: `../hemligt` är inget giltigt id = ett id har högst 64 tecken av a–z, A–Z, 0–9, `-`, `_` och `.`, och börjar med bokstav eller siffra",
        ],
    );
}

#[test]
fn two_criteria_cannot_have_the_same_id() {
    check(
        AUDIT,
        "id: K2",
        "id: K1",
        &[
            "G106 controls/audits/prov/audit.yaml:9:57: två kriterier har samma id, `K1` | controls/audits/prov/audit.yaml:9:19 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn guidelines_are_at_least_one() {
    check(
        AUDIT,
        "items: [ { id: G1, text: skapa ett system, source: \"1\" } ]",
        "items: []",
        &[
            "G109 controls/audits/prov/audit.yaml:12:10: `items` är tom = fyll i listan, eller ta bort nyckeln om den är frivillig",
        ],
    );
}

#[test]
fn moments_need_a_model() {
    check(
        AUDIT,
        "model: steg\n",
        "",
        &[
            "G165 controls/audits/prov/audit.yaml:1:5: granskningen har moment men ingen `model` | controls/audits/prov/questions.yaml:2:11 = lägg till `model: …`",
        ],
    );
}

#[test]
fn moments_need_a_scale() {
    check(
        AUDIT,
        "moment-scale: ja-nej\n",
        "",
        &[
            "G165 controls/audits/prov/audit.yaml:1:5: granskningen har moment men ingen `moment-scale` | controls/audits/prov/questions.yaml:2:11 = lägg till `moment-scale: …`",
        ],
    );
}

#[test]
fn moments_need_a_level_to_be_asked_of() {
    check(
        AUDIT,
        "moments-asked-of: enhet\n",
        "",
        &[
            "G165 controls/audits/prov/audit.yaml:1:5: granskningen har moment men ingen `moments-asked-of` | controls/audits/prov/questions.yaml:2:11 = lägg till `moments-asked-of: …`",
        ],
    );
}

#[test]
fn questions_need_a_scale() {
    check(
        AUDIT,
        "question-scale: ja-nej\n",
        "",
        &[
            "G166 controls/audits/prov/audit.yaml:1:5: granskningen har kontrollfrågor men ingen `question-scale` | controls/audits/prov/questions.yaml:5:9 = lägg till `question-scale: …` med id för skalan som bedömningarna skrivs med",
        ],
    );
}

#[test]
fn two_moments_cannot_have_the_same_id() {
    check(
        QUESTIONS,
        "id: klart",
        "id: bedomt",
        &[
            "G106 controls/audits/prov/questions.yaml:3:11: två moment har samma id, `bedomt` | controls/audits/prov/questions.yaml:2:11 = byt namn på en av dem, eller ta bort upprepningen",
            "G123 controls/audits/prov/questions.yaml:8:74: inget moment i granskningen heter `klart` = det som finns är `bedomt`",
        ],
    );
}

#[test]
fn a_moment_without_a_step_is_a_fault_of_form() {
    check(
        QUESTIONS,
        ", step: { id: behov, by: granska } }",
        " }",
        &["G003 controls/audits/prov/questions.yaml:2:45: nyckeln `step` saknas = lägg till `step: …`"],
    );
}

#[test]
fn a_step_that_the_model_lacks_is_dangling() {
    check(
        QUESTIONS,
        "id: behov",
        "id: behovet",
        &[
            "G122 controls/audits/prov/questions.yaml:2:70: modellen `steg` har varken något steg eller stöd som heter `behovet` = menades `behov`, som står i controls/models/steg.yaml rad 5?",
        ],
    );
}

#[test]
fn a_moment_may_belong_to_the_support_group() {
    check(QUESTIONS, "id: behov", "id: stod", &[]);
}

#[test]
fn a_link_says_who_made_it() {
    check(
        QUESTIONS,
        "{ id: behov, by: granska }",
        "{ id: behov }",
        &[
            "G112 controls/audits/prov/questions.yaml:2:70: kopplingen till `behov` säger inte vem som gjort den = skriv `by: granska`",
        ],
    );
}

#[test]
fn a_link_is_never_the_auditors() {
    check(
        QUESTIONS,
        "{ id: behov, by: granska }",
        "{ id: behov, by: revisorerna }",
        &[
            "G112 controls/audits/prov/questions.yaml:2:81: `by: revisorerna` kan inte stå här, eftersom uppgiften är granskas egen = skriv `by: granska`",
        ],
    );
}

#[test]
fn two_questions_cannot_have_the_same_id() {
    check(
        QUESTIONS,
        "id: KF2",
        "id: KF1",
        &[
            "G106 controls/audits/prov/questions.yaml:10:9: två kontrollfrågor har samma id, `KF1` | controls/audits/prov/questions.yaml:5:9 = byt namn på en av dem, eller ta bort upprepningen",
            "G124 controls/audits/prov/recommendations.yaml:14:28: ingen kontrollfråga i granskningen heter `KF2` = menades `KF1`, som står i controls/audits/prov/questions.yaml rad 5?",
        ],
    );
}

#[test]
fn a_question_has_points() {
    check(
        QUESTIONS,
        "[ { id: KF2.1, label: Resten, evidence: stated } ]",
        "[]",
        &[
            "G160 controls/audits/prov/questions.yaml:10:9: kontrollfrågan `KF2` saknar bedömningspunkter = lägg till en punkt: `- { id: KF1.1, label: …, evidence: stated }`",
        ],
    );
}

#[test]
fn two_points_cannot_have_the_same_id() {
    check(
        QUESTIONS,
        "id: KF2.1",
        "id: KF1.1",
        &[
            "G106 controls/audits/prov/questions.yaml:13:21: två bedömningspunkter har samma id, `KF1.1` | controls/audits/prov/questions.yaml:8:21 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn a_point_has_evidence() {
    check(
        QUESTIONS,
        "label: Resten, evidence: stated",
        "label: Resten",
        &[
            "G161 controls/audits/prov/questions.yaml:13:21: bedömningspunkten `KF2.1` saknar underlag = skriv `evidence: { moments: […] }` eller `evidence: stated`",
        ],
    );
}

#[test]
fn a_list_of_moments_without_moments_is_no_evidence() {
    check(
        QUESTIONS,
        "evidence: stated",
        "evidence: { moments: [] }",
        &[
            "G161 controls/audits/prov/questions.yaml:13:53: bedömningspunkten `KF2.1` saknar underlag = skriv `evidence: { moments: […] }` eller `evidence: stated`",
        ],
    );
}

#[test]
fn a_moment_in_evidence_exists() {
    check(
        QUESTIONS,
        "moments: [bedomt, klart]",
        "moments: [bedomt, klart, bedomd]",
        &[
            "G123 controls/audits/prov/questions.yaml:8:81: inget moment i granskningen heter `bedomd` = menades `bedomt`, som står i controls/audits/prov/questions.yaml rad 2?",
        ],
    );
}

#[test]
fn a_moment_in_evidence_stands_once() {
    check(
        QUESTIONS,
        "moments: [bedomt, klart]",
        "moments: [bedomt, klart, klart]",
        &[
            "G106 controls/audits/prov/questions.yaml:8:81: `klart` står två gånger i samma lista | controls/audits/prov/questions.yaml:8:74 = ta bort upprepningen",
        ],
    );
}

#[test]
fn a_moment_that_no_question_uses_is_worth_a_warning() {
    check(
        QUESTIONS,
        "moments: [bedomt, klart]",
        "moments: [bedomt]",
        &[
            "G163 controls/audits/prov/questions.yaml:3:11: momentet `klart` är inte underlag för någon kontrollfråga = lägg till det i en bedömningspunkts `evidence`, om det inte är avsikten",
        ],
    );
}

#[test]
fn a_moment_that_counts_in_two_points_is_worth_a_warning() {
    check(
        QUESTIONS,
        "evidence: stated",
        "evidence: { moments: [klart] }",
        &[
            "G164 controls/audits/prov/questions.yaml:13:65: momentet `klart` är underlag för både `KF1.1` och `KF2.1` | controls/audits/prov/questions.yaml:8:74 = ta bort det ur den ena punkten, om det inte ska räknas två gånger",
        ],
    );
}

#[test]
fn a_point_weighs_something() {
    check(
        QUESTIONS,
        "weight: 1",
        "weight: 0",
        &[
            "G162 controls/audits/prov/questions.yaml:8:92: bedömningspunkten `KF1.1` väger ingenting = skriv ett heltal från 1 till 1000, eller ta bort `weight`",
        ],
    );
}

#[test]
fn a_fraction_is_exact() {
    check(
        QUESTIONS,
        "partly-from: 1/4",
        "partly-from: 0.25",
        &[
            "G111 controls/audits/prov/questions.yaml:9:44: `0.25` är inget bråk mellan 0 och 1 = skriv till exempel `1/4` eller `25 %`",
        ],
    );
}

#[test]
fn a_limit_is_given_once() {
    check(
        QUESTIONS,
        "partly-from: 1/4",
        "partly-from: 1/4, partly-above: 1/4",
        &[
            "G167 controls/audits/prov/questions.yaml:9:63: regeln anger både `partly-from` och `partly-above` | controls/audits/prov/questions.yaml:9:44 = behåll `partly-from` om värdet självt räcker, annars `partly-above`",
        ],
    );
}

#[test]
fn a_limit_is_given() {
    check(
        QUESTIONS,
        "met-from: 3/4, ",
        "",
        &[
            "G167 controls/audits/prov/questions.yaml:9:14: regeln anger varken `met-from` eller `met-above` = lägg till `met-from: …` om värdet självt räcker, annars `met-above: …`",
        ],
    );
}

#[test]
fn uppfyllt_never_demands_less_than_delvis() {
    check(
        QUESTIONS,
        "met-from: 3/4",
        "met-from: 1/5",
        &[
            "G168 controls/audits/prov/questions.yaml:9:59: gränsen för uppfyllt (`met-from: 1/5`) kräver mindre än den för delvis uppfyllt (`partly-from: 1/4`) | controls/audits/prov/questions.yaml:9:44 = höj gränsen för uppfyllt, eller sänk den för delvis uppfyllt",
        ],
    );
}

#[test]
fn equal_limits_are_allowed_when_both_are_closed() {
    check(QUESTIONS, "met-from: 3/4", "met-from: 1/4", &[]);
}

#[test]
fn an_open_limit_demands_more_than_a_closed_one() {
    check(
        QUESTIONS,
        "partly-from: 1/4, met-from: 3/4",
        "partly-above: 3/4, met-from: 3/4",
        &[
            "G168 controls/audits/prov/questions.yaml:9:60: gränsen för uppfyllt (`met-from: 3/4`) kräver mindre än den för delvis uppfyllt (`partly-above: 3/4`) | controls/audits/prov/questions.yaml:9:45 = höj gränsen för uppfyllt, eller sänk den för delvis uppfyllt",
        ],
    );
}

#[test]
fn a_rule_asks_for_some_coverage() {
    check(
        QUESTIONS,
        "worst-of: { minimum-coverage: 1/2 }",
        "worst-of: { minimum-coverage: 0 }",
        &[
            "G169 controls/audits/prov/questions.yaml:14:46: `minimum-coverage` är 0, så regeln kräver inget underlag = skriv hur stor del av svaren som måste vara bedömd, till exempel `1/2`",
        ],
    );
}

#[test]
fn a_rule_never_asks_for_more_than_everything() {
    check(
        QUESTIONS,
        "worst-of: { minimum-coverage: 1/2 }",
        "worst-of: { minimum-coverage: 110 % }",
        &[
            "G111 controls/audits/prov/questions.yaml:14:46: `110 %` är inget bråk mellan 0 och 1 = skriv till exempel `1/4` eller `25 %`",
        ],
    );
}

#[test]
fn two_recommendations_cannot_have_the_same_id() {
    check(
        RECOMMENDATIONS,
        "id: R2",
        "id: R1",
        &[
            "G106 controls/audits/prov/recommendations.yaml:9:9: två rekommendationer har samma id, `R1` | controls/audits/prov/recommendations.yaml:3:9 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn two_parts_cannot_have_the_same_id() {
    check(
        RECOMMENDATIONS,
        "id: R2a",
        "id: R1a",
        &[
            "G106 controls/audits/prov/recommendations.yaml:12:20: två delar har samma id, `R1a` | controls/audits/prov/recommendations.yaml:6:20 = byt namn på en av dem, eller ta bort upprepningen",
        ],
    );
}

#[test]
fn a_recommendation_has_parts() {
    check(
        RECOMMENDATIONS,
        "[ { id: R2a, gloss: Resten är gjord } ]",
        "[]",
        &[
            "G180 controls/audits/prov/recommendations.yaml:9:9: rekommendationen `R2` saknar delar = räkna upp delarna: `- { id: R2a, gloss: … }`",
        ],
    );
}

#[test]
fn a_recommendation_answers_a_question_when_there_are_questions() {
    check(
        RECOMMENDATIONS,
        "    answers: { questions: [KF2], by: granska }\n",
        "",
        &[
            "G181 controls/audits/prov/recommendations.yaml:9:9: rekommendationen `R2` svarar inte mot någon kontrollfråga = lägg till `answers: { questions: […], by: granska }`",
        ],
    );
}

#[test]
fn a_recommendation_answers_a_question_that_exists() {
    check(
        RECOMMENDATIONS,
        "[KF2]",
        "[KF3]",
        &[
            "G124 controls/audits/prov/recommendations.yaml:14:28: ingen kontrollfråga i granskningen heter `KF3` = menades `KF1`, som står i controls/audits/prov/questions.yaml rad 5?",
        ],
    );
}

#[test]
fn a_recommendation_names_a_question_once() {
    check(
        RECOMMENDATIONS,
        "[KF2]",
        "[KF2, KF2]",
        &[
            "G106 controls/audits/prov/recommendations.yaml:14:33: `KF2` står två gånger i samma lista | controls/audits/prov/recommendations.yaml:14:28 = ta bort upprepningen",
        ],
    );
}

#[test]
fn a_link_to_questions_says_who_made_it() {
    check(
        RECOMMENDATIONS,
        "[KF2], by: granska",
        "[KF2]",
        &[
            "G112 controls/audits/prov/recommendations.yaml:14:28: kopplingen till `KF2` säger inte vem som gjort den = skriv `by: granska`",
        ],
    );
}

#[test]
fn a_rule_is_ours_or_the_auditors() {
    let rule = |with: &str| format!("worst-of: {{ minimum-coverage: 1/2{with} }}");
    let set = |with: &str, expected: &[&str]| check(QUESTIONS, &rule(""), &rule(with), expected);
    set(", by: granska", &[]);
    set(", source: \"2.1\"", &[]);
    set(
        ", by: granska, source: \"2.1\"",
        &[
            "G170 controls/audits/prov/questions.yaml:14:55: regeln anger både `by: granska` och `source` | controls/audits/prov/questions.yaml:14:72 = behåll `source` om revisorerna anger regeln i granskningen, annars `by: granska`",
        ],
    );
    set(
        ", by: revisorerna",
        &[
            "G112 controls/audits/prov/questions.yaml:14:55: `by: revisorerna` kan inte stå här, eftersom uppgiften är granskas egen = skriv `by: granska`",
        ],
    );
}

#[test]
fn a_weight_stays_within_what_can_be_summed() {
    check(QUESTIONS, "weight: 1 }", "weight: 1000 }", &[]);
    check(
        QUESTIONS,
        "weight: 1 }",
        "weight: 1001 }",
        &[
            "G162 controls/audits/prov/questions.yaml:8:92: bedömningspunkten `KF1.1` väger 1001 = skriv ett heltal från 1 till 1000, eller ta bort `weight`",
        ],
    );
}
