import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Holds PDFs against veraPDF's profiles: {@code Verify ua1,2a FILE…}. Exits 0 when every file passes every profile. */
public class Verify {
    private static final int FAILURES_SHOWN_PER_RULE = 20;

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            for (String flavour : args[0].split(",")) {
                passed &= verify(flavour, file);
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean verify(String flavour, String file) {
        try (InputStream pdf = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(pdf, PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile(flavour), FAILURES_SHOWN_PER_RULE, true, false, false)) {
            return report(flavour, file, validator.validate(parser));
        } catch (Exception | LinkageError fault) {
            System.out.println("ERROR " + flavour + " " + file + ": " + fault);
            return false;
        }
    }

    /** The profile that the engine carries for `ua1`, `2a` and so on. */
    private static ValidationProfile profile(String flavour) throws Exception {
        String name = flavour.startsWith("ua") ? "PDFUA-" + flavour.substring(2) : "PDFA-" + flavour.toUpperCase();
        try (InputStream xml = PDFAValidator.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            if (xml == null) {
                throw new IllegalArgumentException("the engine has no profile " + name);
            }
            return Profiles.profileFromXml(xml);
        }
    }

    /** Prints the verdict and each broken rule. A file about which nothing was asserted has not passed. */
    private static boolean report(String flavour, String file, ValidationResult result) {
        boolean passed = result.isCompliant() && result.getTotalAssertions() > 0;
        System.out.println((passed ? "PASS " : "FAIL ") + flavour + " " + file + " (" + result.getTotalAssertions()
                + " assertions, " + result.getProfileDetails().getName() + ")");
        Map<String, Integer> times = new TreeMap<>();
        Map<String, String> first = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                times.merge(rule, 1, Integer::sum);
                first.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
        }
        times.forEach((rule, count) -> System.out.println("     " + rule + " x" + count + ": " + first.get(rule)));
        return passed;
    }
}
