<?php
/**
 * Plugin Name: WP Consent API (a stand-in for tests)
 * Description: The functions and filters of the WP Consent API, as its code has them.
 * Version: 0
 */

defined( 'ABSPATH' ) || exit;

function wp_has_consent( $category ) {
	$cookie = $_COOKIE[ "wp_consent_$category" ] ?? '';
	$type   = apply_filters( 'wp_get_consent_type', false );
	return ! $type || ( false !== strpos( $type, 'optout' ) && '' === $cookie ) || 'allow' === $cookie;
}
function consent_api_registered( $plugin ) {
	return apply_filters( "wp_consent_api_registered_$plugin", false );
}

add_action(
	'wp_enqueue_scripts',
	function () {
		wp_register_script( 'wp-consent-api', '', array(), '0', true );
		wp_enqueue_script( 'wp-consent-api' );
		$config = array(
			'consent_type'         => apply_filters( 'wp_get_consent_type', false ),
			'waitfor_consent_hook' => apply_filters( 'wp_consent_api_waitfor_consent_hook', false ),
			'cookie_prefix'        => 'wp_consent',
		);
		wp_add_inline_script( 'wp-consent-api', 'window.consent_api = ' . wp_json_encode( $config ) . ';
			function wp_has_consent(category) {
				const type = window.wp_consent_type ?? consent_api.consent_type;
				const word = (document.cookie.split("; ").find((c) => c.startsWith("wp_consent_" + category + "=")) ?? "").split("=")[1] ?? "";
				return !type || (type.includes("optout") && word === "") || word === "allow";
			}
			function wp_set_consent(category, value) {
				document.cookie = "wp_consent_" + category + "=" + value + ";path=/";
				document.dispatchEvent(new CustomEvent("wp_listen_for_consent_change", {detail: {[category]: value}}));
			}' );
	},
	PHP_INT_MAX
);
