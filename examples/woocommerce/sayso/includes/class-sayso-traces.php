<?php
/**
 * What the plugin has written outside of its settings, taken away.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Used when the plugin is deleted, too: it needs nothing else of it. */
final class Sayso_Traces {
	/** From all orders, wherever WooCommerce keeps them. */
	public static function remove_from_orders( string ...$metas ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB -- the orders' own table may not be there; its name is WooCommerce's own.
		foreach ( array( $wpdb->postmeta, $wpdb->prefix . 'wc_orders_meta' ) as $table ) {
			if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) === $table ) {
				foreach ( $metas as $meta ) {
					$wpdb->delete( $table, array( 'meta_key' => $meta ) );
				}
			}
		}
		// phpcs:enable
	}

	/** What waits to be sent, or to be forgotten. */
	public static function remove_tasks(): void {
		foreach ( array( 'sayso_send', 'sayso_forget' ) as $hook ) {
			wp_unschedule_hook( $hook );
			if ( function_exists( 'as_unschedule_all_actions' ) ) {
				as_unschedule_all_actions( $hook );
			}
		}
	}
}
