package org.junheng.dashboard.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests that read the pages of the published sample in a real browser; one server and one browser serve them all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.Session.class)
@interface InBrowser {
    /** Hands out the session; without a browser tests are skipped with the reason, or fail when CI=true. */
    final class Session implements ExecutionCondition, ParameterResolver {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean demanded = "true".equals(System.getenv("CI"));
            return demanded || Chromium.find().isPresent()
                    ? ConditionEvaluationResult.enabled("a browser")
                    : ConditionEvaluationResult.disabled(Chromium.HOW_TO_GET);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == BrowserSession.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(BrowserSession.class))
                    .computeIfAbsent(BrowserSession.class, type -> BrowserSession.start(), BrowserSession.class);
        }
    }
}
